import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getPool } from "#lib/infra/db.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { spawnCaller } from "#tests/integration/usage/spawn-caller.ts";
import { expectReconciled, newJournalDir } from "#tests/integration/usage/usage-world.ts";

afterAll(closeInfra);

const ROWS = 20_000;

test("killed in the middle of rolling up: every sum is what the rows add up to, then and after the next run", async () => {
  const { id: teamId } = await createTeam();
  const victim = await spawnCaller({ journalDir: newJournalDir() });
  await getPool().query(INSERT, [teamId, Array.from({ length: 50 }, () => randomUUID()), ROWS]);
  const run = victim.run({ op: "rollUp" });
  run.catch(() => {});
  await expect.poll(() => seen(teamId), { interval: 5, timeout: 20_000 }).toBeGreaterThan(0);
  await victim.kill();
  await expect(run).rejects.toThrow("the caller died");
  expect(await seen(teamId)).toBeLessThan(ROWS);
  await expectReconciled(teamId);

  // What the dead one had claimed is free once the database has noticed.
  await expect.poll(async () => [await rollUp(), await seen(teamId)][1], { timeout: 20_000 }).toBe(ROWS);
  await expectReconciled(teamId);
});

async function seen(teamId: string): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    "SELECT count(*)::int AS count FROM usage_records WHERE team_id = $1 AND rolled_up",
    [teamId],
  );
  return rows[0]?.count ?? 0;
}

const INSERT = `
INSERT INTO usage_records (id, team_id, end_user_id, channel, model, tokens_in, tokens_out, cost_nano, latency_ms, status,
                           idempotency_key, occurred_at, day)
SELECT gen_random_uuid(), $1::uuid, ($2::uuid[])[1 + n % 50], 'api', 'test/model-' || n % 3, n % 90, n % 40, n, n % 900, 'OK',
       'rolled-' || n, at, (at AT TIME ZONE 'UTC')::date
  FROM generate_series(1, $3::int) n, LATERAL (SELECT now() - n * interval '30 seconds' AS at) moment`;
