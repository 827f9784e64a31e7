import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import type { MemberRole } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import type { Member } from "./list-members.ts";
import { lockTeam } from "./lock-team.ts";

/**
 * Gives a member another role, or, with null, takes them out of the team.
 * @param options.mayTouchOwners whether the caller may make, demote or remove owners
 * @throws AppError not_found, forbidden (owners), conflict (the last owner)
 */
export async function changeMember(options: {
  teamId: string;
  userId: string;
  role: MemberRole | null;
  mayTouchOwners: boolean;
  actor: Actor;
}): Promise<Member | null> {
  const { teamId, userId, role, mayTouchOwners, actor } = options;
  return getDb().$transaction(async (tx) => {
    // Two owners who demote each other at once would leave none: changes of a team's members queue up here.
    await lockTeam(tx, teamId);
    const key = { teamId_userId: { teamId, userId } };
    const before = await tx.membership.findUnique({ where: key, include: { user: true } });
    if (!before) throw notFound(said`The member was not found.`);
    if (before.role === role) return before;
    if (!mayTouchOwners && (before.role === "OWNER" || role === "OWNER")) {
      throw new AppError("forbidden", said`Only an owner may make, change or remove owners.`);
    }
    const after = role
      ? await tx.membership.update({ where: key, data: { role }, include: { user: true } })
      : await tx.membership.delete({ where: key }).then(() => null);
    if (before.role === "OWNER") await refuseWithoutOwner(tx, teamId);
    await writeAudit(tx, {
      actor,
      action: role ? "member.change_role" : "member.remove",
      teamId,
      targetType: "user",
      targetId: userId,
      before: { email: before.user.email, role: before.role.toLowerCase() },
      after: role ? { email: before.user.email, role: role.toLowerCase() } : null,
    });
    return after;
  });
}

async function refuseWithoutOwner(tx: Tx, teamId: string): Promise<void> {
  if ((await tx.membership.count({ where: { teamId, role: "OWNER" } })) === 0) {
    throw new AppError("conflict", said`This is the team's last owner: make somebody else an owner first.`);
  }
}
