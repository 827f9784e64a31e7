import { v7 as uuidv7 } from "uuid";
import { getPool } from "../infra/db.ts";
import { showActivity } from "./activity.ts";
import type { ChainTry } from "./chain-try.ts";
import { createWindowCache } from "./current-windows.ts";
import type { Subjects } from "./reservation.ts";
import { createSideBatch } from "./side-batch.ts";

/** A turn that was not answered and not charged. */
export interface FailedTurn {
  subjects: Subjects;
  keyId?: string | undefined;
  connectionId?: string | undefined;
  roomId?: string | undefined;
  channel: string;
  /** As far as it is known: what was asked for. */
  model: string;
  /** FAILED: nobody answered. REFUSED: a limit or the configuration forbade it. */
  kind: "FAILED" | "REFUSED";
  /** What went wrong, such as `provider_timeout`; never anybody's words. */
  code: string;
  latencyMs: number;
  chain?: ChainTry[] | undefined;
  configId?: string | undefined;
  requestId?: string | undefined;
  timeZone: string;
  occurredAt: Date;
}

interface Row extends FailedTurn {
  id: string;
  /** How many alike it stands for. */
  turns: number;
}

const windows = createWindowCache();
/** What waits to be written, by what makes two refusals alike. */
let alike = new Map<string, Row>();

const failures = createSideBatch<Row>({
  name: "turn-failures",
  everyMs: 500,
  async write(rows) {
    alike = new Map();
    await getPool().query(INSERT, columns(rows));
    for (const row of rows) {
      const status = row.kind === "FAILED" ? "failed" : "refused";
      const { id: turnId, subjects, channel, model, latencyMs, turns } = row;
      const occurredAt = row.occurredAt.toISOString();
      const figures = { tokens: 0, costNano: "0", latencyMs };
      showActivity({ turnId, teamId: subjects.teamId, channel, model, status, ...figures, occurredAt }, turns);
    }
  },
});

/**
 * Writes down that a turn got no answer: later, in a batch. A caller who runs into a limit again and again within half a
 * second makes one row that says how often.
 */
export function recordFailure(failure: FailedTurn): void {
  const { subjects, kind, code, channel, model, keyId, connectionId, roomId } = failure;
  const isCheap = kind === "REFUSED" || code === "provider_open";
  const name = isCheap
    ? [subjects.teamId, subjects.endUserId, keyId, connectionId, roomId, channel, model, code].join("|")
    : "";
  const known = isCheap ? alike.get(name) : undefined;
  if (known) {
    known.turns += 1;
    return;
  }
  const row: Row = { ...failure, id: uuidv7(), turns: 1 };
  if (isCheap) alike.set(name, row);
  failures.push(row);
}

function columns(rows: Row[]): unknown[][] {
  const texts = (pick: (row: Row) => string | undefined) =>
    rows.map((row) => pick(row)?.replaceAll("\u0000", "") ?? null);
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.subjects.teamId),
    rows.map((row) => row.keyId ?? null),
    rows.map((row) => row.subjects.keyLineageId ?? null),
    rows.map((row) => row.subjects.endUserId ?? null),
    rows.map((row) => row.connectionId ?? null),
    rows.map((row) => row.roomId ?? null),
    texts((row) => row.channel),
    texts((row) => row.model.slice(0, 200)),
    rows.map((row) => row.kind),
    rows.map((row) => row.code),
    rows.map((row) => Math.max(0, Math.round(row.latencyMs))),
    rows.map((row) => (row.chain ? JSON.stringify(row.chain) : null)),
    rows.map((row) => row.configId ?? null),
    texts((row) => row.requestId),
    rows.map((row) => row.occurredAt),
    rows.map((row) => windows.at(row.timeZone, row.occurredAt).day),
    rows.map((row) => row.turns),
  ];
}

const INSERT = `
INSERT INTO turn_failures (id, team_id, key_id, key_lineage_id, end_user_id, connection_id, room_id, channel, model, kind,
    code, latency_ms, chain, config_id, request_id, occurred_at, day, turns)
SELECT f.id, f.team_id, f.key_id, f.key_lineage_id, f.end_user_id, f.connection_id, f.room_id, f.channel, f.model,
    f.kind::"FailureKind", f.code, f.latency_ms, f.chain::jsonb, f.config_id, f.request_id, f.occurred_at, f.day, f.turns
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::int[], $13::text[], $14::text[], $15::text[], $16::timestamptz[], $17::date[],
    $18::int[])
    AS f(id, team_id, key_id, key_lineage_id, end_user_id, connection_id, room_id, channel, model, kind, code, latency_ms,
    chain, config_id, request_id, occurred_at, day, turns)
    ON CONFLICT (id) DO NOTHING`;
