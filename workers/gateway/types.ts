import type { HttpBindings } from "@hono/node-server";
import type { ResolvedConfig } from "#lib/teams/resolve-config.ts";

/** Who calls: what `authenticateKey` knows about the key, with its team certain. */
export interface CallerKey {
  keyId: string;
  lineageId: string;
  teamId: string;
  scope: "INFERENCE" | "MANAGEMENT";
  name: string;
  /** Requests per minute; null when the key has no limit of its own. */
  rateLimit: number | null;
}

/** What the gateway's routes find in Hono's context. `key` and `config` exist below `/v1` only. */
export interface GatewayEnv {
  Bindings: HttpBindings;
  Variables: { requestId: string; key: CallerKey; config: ResolvedConfig };
}
