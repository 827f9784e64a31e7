import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { invalidField, notFound } from "../infra/errors.ts";
import type { AlertDestination } from "../infra/prisma/client.ts";
import type { AlertKind } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import { auditedDestination } from "./audited-destination.ts";
import { checkBot, checkKinds, checkUrl } from "./check-destination.ts";
import { newSecret } from "./destination-secret.ts";

export interface DestinationChanges {
  name?: string | undefined;
  url?: string | undefined;
  connectionId?: string | undefined;
  chatId?: string | undefined;
  kinds?: AlertKind[] | undefined;
  /** True forgets why it was switched off. */
  active?: boolean | undefined;
}

/** Changes a destination; what is left out stays. @throws AppError not_found, invalid_input */
export async function updateDestination(options: {
  destinationId: string;
  changes: DestinationChanges;
  actor: Actor;
}): Promise<AlertDestination> {
  const { destinationId, changes, actor } = options;
  const url = changes.url === undefined ? undefined : await checkUrl(changes.url);
  return getDb().$transaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    refuseStrayFields(before, changes);
    if (changes.kinds) checkKinds({ teamId: before.teamId, kinds: changes.kinds });
    if (changes.connectionId) await checkBot(tx, { teamId: before.teamId, connectionId: changes.connectionId });
    const after = await tx.alertDestination.update({
      where: { id: destinationId },
      data: {
        ...Object.fromEntries(Object.entries({ ...changes, url }).filter(([, value]) => value !== undefined)),
        ...(changes.active ? { disabledReason: null } : {}),
      },
    });
    const { teamId } = before;
    const replaced = url !== undefined && url !== before.url ? { urlReplaced: true } : {};
    await writeAudit(tx, {
      actor,
      ...{ action: "alert_destination.update", teamId, targetType: "alert_destination", targetId: destinationId },
      before: auditedDestination(before),
      after: { ...auditedDestination(after), ...replaced },
    });
    return after;
  });
}

/** Replaces a webhook's secret at once. @returns the new one, which is shown this once @throws AppError not_found */
export async function rotateSecret(options: {
  destinationId: string;
  actor: Actor;
}): Promise<{ destination: AlertDestination; secret: string }> {
  const { destinationId, actor } = options;
  const { secret, sealed } = newSecret(destinationId);
  const destination = await getDb().$transaction(async (tx) => {
    const { kind, teamId, name } = await lockDestination(tx, destinationId);
    if (kind !== "WEBHOOK") throw notFound(said`The secret was not found.`);
    await writeAudit(tx, {
      actor,
      ...{
        action: "alert_destination.rotate_secret",
        teamId,
        targetType: "alert_destination",
        targetId: destinationId,
      },
      before: null,
      after: { name },
    });
    return tx.alertDestination.update({ where: { id: destinationId }, data: { secretEncrypted: sealed } });
  });
  return { destination, secret };
}

/** Removes a destination and its log. @throws AppError not_found */
export async function deleteDestination(options: { destinationId: string; actor: Actor }): Promise<void> {
  const { destinationId, actor } = options;
  await getDb().$transaction(async (tx) => {
    const before = await lockDestination(tx, destinationId);
    await tx.alertDestination.delete({ where: { id: destinationId } });
    await writeAudit(tx, {
      actor,
      action: "alert_destination.delete",
      ...{ teamId: before.teamId, targetType: "alert_destination", targetId: destinationId },
      before: auditedDestination(before),
      after: null,
    });
  });
}

async function lockDestination(tx: Tx, id: string): Promise<AlertDestination> {
  await tx.$executeRaw`SELECT 1 FROM alert_destinations WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.alertDestination.findUnique({ where: { id } });
  if (!found) throw notFound(said`The destination was not found.`);
  return found;
}

function refuseStrayFields({ kind }: AlertDestination, changes: DestinationChanges): void {
  const stray = kind === "WEBHOOK" ? (["connectionId", "chatId"] as const) : (["url"] as const);
  const given = stray.find((field) => changes[field] !== undefined);
  if (given) throw invalidField(given, said`A ${kind.toLowerCase()} destination has no ${given}.`);
}
