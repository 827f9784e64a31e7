import type { Actor } from "../audit/write-audit.ts";
import { clientAddress } from "../auth/client-address.ts";
import { readSession, type SessionUser } from "../auth/read-session.ts";
import type { Rights } from "../auth/roles.ts";
import { sessionCookieOf } from "../auth/session-cookie.ts";
import { throttleKeys } from "../auth/throttle-keys.ts";
import { getDb } from "../infra/db.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { authenticateKey, peekKey } from "../teams/authenticate-key.ts";

/** Who sent an admin request. */
export interface Principal extends Rights {
  actor: Actor & { type: "user" | "key"; id: string };
  /** The signed-in user; undefined for a key. */
  user: SessionUser | undefined;
}

/**
 * Who sent the request: a management key goes before a session cookie; null for nobody.
 * @throws AppError unauthenticated (a key that is not valid), forbidden (an inference key), rate_limited (too many keys
 *   that are not valid from one address)
 */
export async function identify(request: Request, now: Date): Promise<Principal | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    return byKey({ authorization, address: clientAddress((name) => request.headers.get(name)), now });
  }
  const cookie = sessionCookieOf(request.headers.get("cookie"));
  const user = await readSession({ cookie, now });
  if (!user) return null;
  const memberships = await getDb().membership.findMany({ where: { userId: user.id } });
  return {
    actor: { type: "user", id: user.id, label: user.email },
    isOperator: user.isOperator,
    roles: new Map(memberships.map(({ teamId, role }) => [teamId, role])),
    user,
  };
}

async function byKey(options: { authorization: string; address: string | null; now: Date }): Promise<Principal> {
  const { authorization, address, now } = options;
  const rawKey = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  const authenticate = async (presented: string) =>
    peekKey(presented, now) ??
    (await throttleKeys({
      ...{ rawKey: presented, address, now },
      authenticate: () => authenticateKey({ rawKey: presented, now }),
    }));
  const key = rawKey ? await authenticate(rawKey) : null;
  if (!key) {
    throw new AppError(
      "unauthenticated",
      said`The key is not valid: it is unknown, expired or revoked, or its team is switched off. Send a management key as Authorization: Bearer sb_mgmt_….`,
    );
  }
  if (key.scope !== "MANAGEMENT") {
    throw new AppError(
      "forbidden",
      said`This is an inference key, which cannot manage. Use a management key (sb_mgmt_…) here, and this key at the gateway's /v1.`,
    );
  }
  return {
    actor: { type: "key", id: key.keyId, label: key.name },
    isOperator: key.teamId === null,
    roles: new Map(key.teamId === null ? [] : [[key.teamId, "ADMIN"]]),
    user: undefined,
  };
}
