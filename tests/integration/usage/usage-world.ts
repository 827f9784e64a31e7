import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { getPool } from "#lib/infra/db.ts";
import type { UsageFacts } from "#lib/usage/ledger.ts";
import { reconcile } from "#lib/usage/reconcile.ts";

export function newJournalDir(): string {
  return mkdtempSync(join(tmpdir(), "switchboard-journal-"));
}

export function usageFacts(overrides: Partial<UsageFacts> & { idempotencyKey: string }): UsageFacts {
  return {
    channel: "api",
    model: "test/model",
    tokensIn: 0,
    tokensOut: 0,
    costNano: 0n,
    latencyMs: 5,
    status: "OK",
    ...overrides,
  };
}

export async function countRows(teamId: string): Promise<number> {
  const { rows } = await getPool().query("SELECT count(*)::int AS n FROM usage_records WHERE team_id = $1", [teamId]);
  return rows[0].n;
}

/** Whatever is still reserved for a team, in all units. */
export async function reservedOf(teamId: string): Promise<string[]> {
  const { rows } = await getPool().query(
    `SELECT coalesce(sum(reserved_requests), 0)::text AS r, coalesce(sum(reserved_tokens), 0)::text AS t,
            coalesce(sum(reserved_cost), 0)::text AS c FROM usage_counters WHERE team_id = $1`,
    [teamId],
  );
  return [rows[0].r, rows[0].t, rows[0].c];
}

/** Counters, leases, rows and rollups agree. */
export async function expectReconciled(teamId: string): Promise<void> {
  const { drifts, checked } = await reconcile({ now: new Date(), teamIds: [teamId], since: new Date(0) });
  expect(drifts).toEqual([]);
  expect(checked).toBeGreaterThan(0);
}
