import { isIP } from "node:net";
import { isPublicAddress } from "./is-public-address.ts";

/** Why a URL that somebody gave us is not asked. */
export type UrlProblem = "invalidUrl" | "scheme" | "credentials" | "port" | "privateAddress";

export type CheckedUrl = { ok: true; url: URL; isAllowed: boolean } | { ok: false; problem: UrlProblem };

// Whoever may choose any port may look around; these are where webhooks live. A host that an operator allows has them all.
const PORTS = new Set(["", "80", "443", "8080", "8443"]);
const MAX_LENGTH = 2_048;

/**
 * What can be said of a URL given by a tenant before any name is resolved: its scheme, port and, where its host is an
 * address in whatever notation (0x7f.1, 2130706433), whether that is inside.
 * @param options.allowedHosts `host` or `host:port` as `hostEntry` writes them: these may be inside
 */
export function checkOutgoingUrl(options: { url: string; allowedHosts: ReadonlySet<string> }): CheckedUrl {
  if (options.url.length > MAX_LENGTH || !URL.canParse(options.url)) return { ok: false, problem: "invalidUrl" };
  // The parser itself writes every notation of an IPv4 address in the usual one.
  const url = new URL(options.url);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { ok: false, problem: "scheme" };
  if (url.username !== "" || url.password !== "") return { ok: false, problem: "credentials" };
  const host = url.hostname.replace(/\.$/, "");
  if (host === "") return { ok: false, problem: "invalidUrl" };
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (options.allowedHosts.has(host) || options.allowedHosts.has(`${host}:${port}`)) {
    return { ok: true, url, isAllowed: true };
  }
  if (!PORTS.has(url.port)) return { ok: false, problem: "port" };
  const address = bareAddress(host);
  const isInside = isIP(address) ? !isPublicAddress(address) : isInsideName(host);
  return isInside ? { ok: false, problem: "privateAddress" } : { ok: true, url, isAllowed: false };
}

/**
 * A host as the list of allowed ones keeps it: lower case, one notation for addresses, the port only where it was given.
 * @returns null for what is no host
 */
export function hostEntry(text: string): string | null {
  const given = text.trim();
  if (given === "" || /[\s/\\?#@]/.test(given)) return null;
  const bare = isIP(given) === 6 ? `[${given}]` : given;
  // A scheme without a port of its own: the parser of "http:" would drop ":80".
  const port = /:(\d{1,5})$/.exec(bare)?.[1];
  const name = port === undefined ? bare : bare.slice(0, -port.length - 1);
  if (!URL.canParse(`http://${name}`) || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1) return null;
  const { hostname, port: strayPort } = new URL(`http://${name}`);
  if (hostname === "" || strayPort !== "") return null;
  const host = hostname.replace(/\.$/, "");
  return port === undefined ? host : `${host}:${Number(port)}`;
}

function bareAddress(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

/** Names that never mean a public host, whatever a resolver says of them (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal). */
function isInsideName(host: string): boolean {
  return !host.includes(".") || /\.(localhost|local|internal|home\.arpa|onion|test|invalid)$/.test(host);
}
