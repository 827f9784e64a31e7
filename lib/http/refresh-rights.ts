import { liveSession } from "../auth/read-session.ts";
import type { Rights } from "../auth/roles.ts";
import { getDb } from "../infra/db.ts";
import { keyStatus } from "../teams/key-status.ts";
import type { Principal } from "./principal.ts";

/**
 * What somebody who has been let in may do by now, for answers that last.
 * @returns null for a session that ended or a key that works no more
 */
export async function refreshRights(principal: Principal, now: Date): Promise<Rights | null> {
  const { user, actor } = principal;
  if (!user) {
    const key = await getDb().apiKey.findUnique({ where: { id: actor.id }, include: { team: true } });
    const works = key && ["active", "rotating"].includes(keyStatus(key, now)) && key.team?.active !== false;
    return works ? principal : null;
  }
  const [session, memberships] = await Promise.all([
    liveSession({ sessionId: user.sessionId, now }),
    getDb().membership.findMany({ where: { userId: user.id } }),
  ]);
  if (!session) return null;
  return { isOperator: session.isOperator, roles: new Map(memberships.map(({ teamId, role }) => [teamId, role])) };
}
