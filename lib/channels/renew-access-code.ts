import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { forgetConnection } from "./load-connection.ts";
import { newAccessCode, sealAccessCode } from "./sealed-access-code.ts";

/**
 * Gives a connection another access code. The old one opens nothing from now on; whoever it has let in stays in.
 * @returns null for a connection that the team does not have
 */
export async function renewAccessCode(options: {
  teamId: string;
  connectionId: string;
  actor: Actor;
}): Promise<string | null> {
  const { teamId, connectionId, actor } = options;
  const code = newAccessCode();
  const count = await getDb().$transaction(async (tx) => {
    const changed = await tx.$executeRaw`UPDATE connections
      SET settings = settings || jsonb_build_object('accessCodeSealed', ${sealAccessCode(connectionId, code)}::text)
      WHERE id = ${connectionId}::uuid AND team_id = ${teamId}::uuid AND archived_at IS NULL`;
    if (changed > 0) {
      await writeAudit(tx, {
        actor,
        action: "connection.renew-access-code",
        teamId,
        targetType: "connection",
        targetId: connectionId,
        after: { accessCodeRenewed: true },
      });
    }
    return changed;
  });
  forgetConnection(connectionId);
  return count > 0 ? code : null;
}
