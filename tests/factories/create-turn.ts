import { randomUUID } from "node:crypto";
import type { UsageRow } from "#lib/usage/usage-row.ts";
import { writeBatch } from "#lib/usage/write-batch.ts";

/** Writes a charged turn as the ledger does. @returns its id */
export async function createTurn(teamId: string, overrides: Partial<UsageRow> = {}): Promise<string> {
  const occurredAt = overrides.occurredAt ?? new Date().toISOString();
  const row: UsageRow = {
    ...{ teamId, channel: "api", model: "test/model", tokensIn: 10, tokensOut: 5, costNano: "1000", latencyMs: 100 },
    ...{ status: "OK", idempotencyKey: randomUUID(), occurredAt, day: occurredAt.slice(0, 10) },
    ...overrides,
  };
  await writeBatch({ rows: [row], lowered: [] });
  return row.id ?? "";
}
