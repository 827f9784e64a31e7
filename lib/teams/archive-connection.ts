import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { auditedConnection } from "./connection-account.ts";
import { connectionChanged } from "./connection-changed.ts";
import { lockTeam } from "./lock-team.ts";

/**
 * Removes a connection for good: its credentials, webhook secret and access code are destroyed, its name and its account
 * are free at once, and nobody sees it any more. Its rooms, messages and usage stay with it.
 * @throws AppError not_found (also for one that is removed already), conflict (the conversation API's own)
 */
export async function archiveConnection(options: {
  teamId: string;
  connectionId: string;
  actor: Actor;
  now: Date;
}): Promise<void> {
  const { teamId, connectionId, actor, now } = options;
  await getDb().$transaction(async (tx) => {
    await lockTeam(tx, teamId);
    await tx.$executeRaw`SELECT 1 FROM connections WHERE id = ${connectionId}::uuid FOR UPDATE`;
    const before = await tx.connection.findUnique({ where: { id: connectionId } });
    if (before?.teamId !== teamId || before.archivedAt) throw notFound(said`The connection was not found.`);
    if (before.kind === "HTTP") {
      throw new AppError(
        "conflict",
        said`The conversation API's own connection can't be removed: revoke the team's keys.`,
      );
    }
    await tx.connection.update({
      where: { id: connectionId },
      data: {
        archivedAt: now,
        active: false,
        // Names are unique in a team, and this one must be free again.
        name: `${before.name} (removed ${connectionId})`,
        externalId: null,
        credentialsEncrypted: null,
        webhookSecretHash: null,
        webhookSecretEncrypted: null,
        settings: {},
        health: "UNKNOWN",
        healthReason: null,
      },
    });
    await writeAudit(tx, {
      actor,
      action: "connection.remove",
      teamId,
      targetType: "connection",
      targetId: connectionId,
      before: auditedConnection(before),
      after: null,
    });
  });
  await connectionChanged({ teamId, connectionId });
}
