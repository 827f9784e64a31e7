import { z } from "zod";
import { getDb } from "../infra/db.ts";
import type { DriftFacts } from "./alert-facts.ts";
import { raiseAlerts } from "./raise-alerts.ts";
import { resolveAlerts } from "./resolve-alerts.ts";

/** What the latest reconciliation found; null when there was none. */
export async function readLatestDrifts(): Promise<{ teamId: string }[] | null> {
  const run = await getDb().reconciliationRun.findFirst({ orderBy: { id: "desc" }, select: { drifts: true } });
  return (
    run &&
    z
      .array(z.object({ teamId: z.uuid() }))
      .catch([])
      .parse(run.drifts)
  );
}

/** One alert per team whose usage does not add up, until a reconciliation finds that it does. It is the operators'. */
export async function sweepDrifts(options: { now: Date; drifts: { teamId: string }[] | null }): Promise<void> {
  const { now, drifts } = options;
  if (!drifts) return;
  const byTeam = Map.groupBy(drifts, ({ teamId }) => teamId);
  const open = await getDb().alert.findMany({ where: { kind: "DRIFT", resolvedAt: null } });
  const over = open.filter(({ facts }) => !byTeam.has((facts as unknown as DriftFacts).driftTeamId));
  await resolveAlerts({ ids: over.map(({ id }) => id), now });
  if (byTeam.size === 0) return;
  const teams = await getDb().team.findMany({
    where: { id: { in: [...byTeam.keys()] } },
    select: { id: true, displayName: true },
  });
  await raiseAlerts({
    now,
    alerts: teams.map(({ id, displayName }) => ({
      ...{ teamId: null, dedupeKey: `drift:${id}` },
      facts: {
        kind: "DRIFT",
        ...{ driftTeamId: id, teamName: displayName, differences: byTeam.get(id)?.length ?? 0 },
      },
    })),
  });
}
