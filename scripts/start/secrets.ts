import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../../lib/infra/env.ts";

const NAMES = ["ENCRYPTION_KEY", "NEXTAUTH_SECRET"] as const;

/** The secrets of an installation with an embedded database: as set, else as generated into DATA_DIR at the first start. */
export function readOrCreateSecrets(env: Env): Record<(typeof NAMES)[number], string> {
  const file = join(env.DATA_DIR, "secrets.json");
  const stored: Partial<Record<(typeof NAMES)[number], string>> = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : {};
  const generated = Object.fromEntries(NAMES.map((name) => [name, stored[name] ?? randomBytes(32).toString("base64")]));
  writeFileSync(file, `${JSON.stringify(generated, null, 2)}\n`, { mode: 0o600 });
  return Object.fromEntries(NAMES.map((name) => [name, env[name] ?? generated[name]])) as Record<
    (typeof NAMES)[number],
    string
  >;
}
