import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import type { Alert } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { type ListedAlert, withNames } from "./list-alerts.ts";

const MOST_AT_ONCE = 1_000;

/**
 * Notes that somebody takes care of an alert, or takes that back. The first one stays: acknowledging again changes nothing.
 * @throws AppError not_found
 */
export async function acknowledgeAlert(options: {
  alertId: string;
  acknowledged: boolean;
  actor: Actor;
  now: Date;
}): Promise<ListedAlert> {
  const { alertId, acknowledged, actor, now } = options;
  const row = await getDb().$transaction(async (tx) => {
    const before = await tx.alert.findUnique({ where: { id: alertId } });
    if (!before) throw notFound(said`The alert was not found.`);
    await change(tx, { alert: before, acknowledged, actor, now });
    return tx.alert.findUniqueOrThrow({ where: { id: alertId } });
  });
  const [listed] = await withNames([row]);
  if (!listed) throw notFound(said`The alert was not found.`);
  return listed;
}

/**
 * Acknowledges every open alert of these teams.
 * @param options.teamIds undefined: everything, the operators' own included
 * @returns the ids of those that were not acknowledged before, so that it can be taken back
 */
export async function acknowledgeAll(options: {
  teamIds?: string[] | undefined;
  actor: Actor;
  now: Date;
}): Promise<string[]> {
  const { teamIds, actor, now } = options;
  return getDb().$transaction(async (tx) => {
    const open = await tx.alert.findMany({
      where: { resolvedAt: null, acknowledgedAt: null, ...(teamIds ? { teamId: { in: teamIds } } : {}) },
      orderBy: { id: "asc" },
      take: MOST_AT_ONCE,
    });
    const changed: string[] = [];
    for (const alert of open) {
      if (await change(tx, { alert, acknowledged: true, actor, now })) changed.push(alert.id);
    }
    return changed;
  });
}

async function change(
  tx: Tx,
  options: { alert: Alert; acknowledged: boolean; actor: Actor; now: Date },
): Promise<boolean> {
  const { alert, acknowledged, actor, now } = options;
  const { count } = await tx.alert.updateMany({
    where: { id: alert.id, acknowledgedAt: acknowledged ? null : { not: null } },
    data: acknowledged
      ? { acknowledgedAt: now, acknowledgedById: actor.type === "user" ? actor.id : null }
      : { acknowledgedAt: null, acknowledgedById: null },
  });
  if (count === 0) return false;
  await writeAudit(tx, {
    actor,
    action: acknowledged ? "alert.acknowledge" : "alert.unacknowledge",
    ...{ teamId: alert.teamId, targetType: "alert", targetId: alert.id },
    before: { kind: alert.kind.toLowerCase(), acknowledged: !acknowledged },
    after: { kind: alert.kind.toLowerCase(), acknowledged },
  });
  return true;
}
