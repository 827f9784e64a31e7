import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { USAGE_SCHEDULES, usageReconcileQueue, usageRollUpQueue, usageSweepQueue } from "#lib/queues/usage.ts";
import { returnLeases } from "#lib/usage/return-leases.ts";
import { writeBatch } from "#lib/usage/write-batch.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { startUsageProcessors } from "#workers/processors/usage.ts";

afterAll(closeInfra);

test("the jobs roll up, sweep and reconcile", async () => {
  const { id: teamId } = await createTeam();
  const row = {
    ...{ teamId, channel: "api", model: "m", tokensIn: 1, tokensOut: 1, costNano: "1", latencyMs: 1 },
    ...{ status: "OK" as const, idempotencyKey: randomUUID(), occurredAt: new Date().toISOString(), day: "2026-05-20" },
  };
  await writeBatch({ rows: [row], lowered: [] });
  const holder = await getDb().quotaHolder.create({ data: { id: randomUUID(), expiresAt: new Date(0) } });
  const runs = await getDb().reconciliationRun.count();
  const processors = startUsageProcessors();
  for (const { queue } of USAGE_SCHEDULES) await queue.add({});
  const wait = { timeout: 20_000 };
  await expect.poll(() => getDb().usageDaily.count({ where: { teamId } }), wait).toBe(1);
  await expect.poll(() => getDb().quotaHolder.count({ where: { id: holder.id } }), wait).toBe(0);
  await expect.poll(() => getDb().reconciliationRun.count(), wait).toBeGreaterThan(runs);
  await processors.close();
  for (const queue of [usageRollUpQueue, usageSweepQueue, usageReconcileQueue]) await queue.close();
  expect(await returnLeases()).toBeGreaterThanOrEqual(0);
});
