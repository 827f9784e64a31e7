import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { randomToken, sha256Hex } from "../infra/crypto.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { fieldError } from "../infra/errors.ts";
import type { Invitation } from "../infra/prisma/client.ts";
import type { MemberRole } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import { lockTeam } from "./lock-team.ts";

/** How long an invitation is good for, in milliseconds: seven days. */
const VALID_FOR_MS = 7 * 86_400_000;

/**
 * Invites somebody by link. Only the token's hash is stored: `token` exists in this answer alone. An earlier open
 * invitation of the same address to the same team ends.
 * @param options.email lower-cased
 * @throws AppError not_found, or conflict when the address is a member already
 */
export async function createInvitation(options: {
  teamId: string;
  email: string;
  role: MemberRole;
  actor: Actor;
  now: Date;
}): Promise<{ invitation: Invitation; token: string }> {
  const { teamId, email, role, actor, now } = options;
  const token = randomToken("inv_");
  const invitation = await getDb().$transaction(async (tx) => {
    await lockTeam(tx, teamId);
    if (await tx.membership.findFirst({ where: { teamId, user: { email } } })) {
      const message = said`"${email}" is a member of the team already.`;
      throw fieldError("conflict", "email", message);
    }
    await endEarlier(tx, { teamId, email, actor, now });
    const created = await tx.invitation.create({
      data: {
        teamId,
        email,
        role,
        tokenHash: sha256Hex(token),
        expiresAt: new Date(now.getTime() + VALID_FOR_MS),
        createdById: actor.type === "user" ? actor.id : null,
      },
    });
    await writeAudit(tx, {
      actor,
      action: "invitation.create",
      teamId,
      targetType: "invitation",
      targetId: created.id,
      after: { email, role: role.toLowerCase(), expiresAt: created.expiresAt },
    });
    return created;
  });
  return { invitation, token };
}

async function endEarlier(tx: Tx, options: { teamId: string; email: string; actor: Actor; now: Date }): Promise<void> {
  const { teamId, email, actor, now } = options;
  const ended = await tx.invitation.updateManyAndReturn({
    where: { teamId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
    select: { id: true },
  });
  for (const { id } of ended) {
    await writeAudit(tx, {
      actor,
      action: "invitation.revoke",
      teamId,
      targetType: "invitation",
      targetId: id,
      before: { email, revokedAt: null },
      after: { email, revokedAt: now },
    });
  }
}
