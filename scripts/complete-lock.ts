/**
 * `npm run lock:complete`, after adding a dependency where the registry is a mirror that carries one platform's binaries only.
 * npm leaves what it cannot see out of the lock, and `npm ci` then refuses that lock. This adds the optional packages of
 * other platforms as their parents name them; on those platforms npm finds them by name and version.
 */
import { readFileSync, writeFileSync } from "node:fs";

interface Entry {
  version: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = "package-lock.json";
const SYSTEMS = ["darwin", "android", "freebsd", "win32", "openharmony", "netbsd", "openbsd", "sunos", "aix", "linux"];
const PROCESSORS = ["arm64", "x64", "ia32", "ppc64", "s390x", "riscv64", "loong64", "wasm32", "arm"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const packages: Record<string, Entry> = lock.packages;
const added: string[] = [];
for (const [location, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    if (!platform || !/^\d/.test(version) || isInstalled(location, name)) continue;
    packages[`node_modules/${name}`] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platform };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "The lock is complete." : `Added ${added.length} packages of other platforms.`);

/** The package as seen from a location: beside it, or in any folder above. */
function isInstalled(location: string, name: string): boolean {
  for (let base = location; ; base = base.slice(0, Math.max(0, base.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${base ? `${base}/` : ""}node_modules/${name}`]) return true;
    if (!base) return false;
  }
}

/** Such packages carry their platform in their name, as in `@next/swc-linux-arm64-musl`. */
function platformOf(name: string): Pick<Entry, "os" | "cpu" | "libc"> | undefined {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os && cpu !== "wasm32") return undefined;
  const libc = os === "linux" ? (name.includes("musl") ? "musl" : "glibc") : undefined;
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}) };
}
