import type { IncomingMessage } from "node:http";
import type { MiddlewareHandler } from "hono";
import { socketAddress } from "#lib/auth/client-address.ts";
import { throttleKeys } from "#lib/auth/throttle-keys.ts";
import { AppError } from "#lib/infra/errors.ts";
import { currentTrace } from "#lib/infra/log.ts";
import { said } from "#lib/infra/said.ts";
import { authenticateKey, type KeyIdentity, peekKey } from "#lib/teams/authenticate-key.ts";
import { loadTeamConfig, peekTeamConfig } from "#lib/teams/load-team-config.ts";
import type { CallerKey, GatewayEnv } from "./types.ts";

/**
 * Demands an inference key of an active team and puts `key` and `config` into the context. With warm caches it touches
 * neither the database nor the event loop. Throws AppError: unauthenticated, or forbidden (wrong scope, inactive team).
 */
export const authenticate: MiddlewareHandler<GatewayEnv> = async (c, next) => {
  const rawKey = bearerOf(c.env.incoming.headers.authorization);
  const now = new Date();
  const identity = peekKey(rawKey, now) ?? (await lookUp({ rawKey, now, incoming: c.env.incoming }));
  const key = inferenceKey(identity);
  const config = peekTeamConfig(key.teamId) ?? (await inTime(loadTeamConfig(key.teamId)));
  if (!config.active) throw new AppError("forbidden", said`The team ${config.displayName} is not active.`);
  const trace = currentTrace();
  if (trace) trace.teamId = key.teamId;
  c.set("key", key);
  c.set("config", config);
  await next();
};

function lookUp(options: { rawKey: string; now: Date; incoming: IncomingMessage }): Promise<KeyIdentity | null> {
  const { rawKey, now, incoming } = options;
  const authenticate = () => inTime(authenticateKey({ rawKey, now }));
  return throttleKeys({ rawKey, address: socketAddress(incoming), now, authenticate });
}

// A database that hangs must show as 503 while the caller is still there.
const LOOKUP_MS = 5_000;

async function inTime<T>(lookup: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(
        new AppError("unavailable", said`The service's database does not answer. Try again in a moment.`, {
          retryAfterSeconds: 2,
        }),
      );
    }, LOOKUP_MS);
  });
  try {
    return await Promise.race([lookup, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Longer than any key we hand out; hashing a megabyte of header per guess would be a gift to attackers.
const LONGEST_KEY = 200;

function bearerOf(header: string | undefined): string {
  const match = /^Bearer +(\S+)$/i.exec(header ?? "");
  if (!match?.[1]) {
    throw new AppError(
      "unauthenticated",
      said`An API key is missing: send the header \`Authorization: Bearer sb_live_…\`.`,
    );
  }
  if (match[1].length > LONGEST_KEY) throw wrongKey();
  return match[1];
}

function inferenceKey(identity: KeyIdentity | null): CallerKey {
  if (!identity) throw wrongKey();
  if (identity.scope !== "INFERENCE" || identity.teamId === null) {
    throw new AppError(
      "forbidden",
      said`This is a management key, which cannot infer. Use an inference key (sb_live_…) of the team here, and this key with /api/admin.`,
    );
  }
  return { ...identity, teamId: identity.teamId };
}

function wrongKey(): AppError {
  return new AppError("unauthenticated", said`The API key is wrong, expired or revoked.`);
}
