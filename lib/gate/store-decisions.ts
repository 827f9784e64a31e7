import { getPool } from "../infra/db.ts";
import type { Verdict } from "./verdict.ts";

/** One decision, as it is stored. */
export interface DecisionRow {
  id: string;
  teamId: string;
  groupId: string;
  userId: number;
  userName: string | null;
  /** At that time, without the @. */
  username: string | null;
  trigger: string;
  outcome: string;
  reason: string;
  verdicts: Verdict[];
  actions: string[];
  /** From the update's arrival to the decision, in milliseconds. */
  latencyMs: number | null;
  at: Date;
}

/** Decisions that are only counted. */
export interface HourCount {
  groupId: string;
  /** Any moment of the hour. */
  at: Date;
  outcome: string;
  count: number;
}

// One statement, so that a decision is stored and counted, or neither; what is stored already is not counted again. Groups
// that are gone take nothing along with them.
const STORE = `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, "teamId" uuid, "groupId" uuid, "userId" bigint, "userName" text,
    username text, trigger text, outcome text, reason text, verdicts jsonb, actions text[], "latencyMs" int, at timestamptz)
), stored AS (
  INSERT INTO gate_decisions
    (id, team_id, group_id, user_id, user_name, username, trigger, outcome, reason, verdicts, actions, latency_ms, created_at)
  SELECT g.id, g."teamId", g."groupId", g."userId", g."userName", g.username, g.trigger, g.outcome, g.reason, g.verdicts,
    g.actions, g."latencyMs", g.at
  FROM given g JOIN protected_groups p ON p.id = g."groupId"
  ON CONFLICT (id) DO NOTHING
  RETURNING group_id, created_at, outcome
), counts AS (
  SELECT group_id, created_at AS at, outcome, 1 AS count FROM stored
  UNION ALL
  SELECT c."groupId", c.at, c.outcome, c.count
  FROM jsonb_to_recordset($2::jsonb) AS c("groupId" uuid, at timestamptz, outcome text, count int)
  JOIN protected_groups p ON p.id = c."groupId"
)
INSERT INTO gate_hours AS h (group_id, hour, outcome, count)
SELECT group_id, date_trunc('hour', at, 'UTC'), outcome, sum(count)::int
FROM counts GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
ON CONFLICT (group_id, hour, outcome) DO UPDATE SET count = h.count + excluded.count`;

/** Stores decisions and counts them; those that are stored already change nothing. */
export async function storeDecisions(options: { rows: DecisionRow[]; counts: HourCount[] }): Promise<void> {
  const { rows, counts } = options;
  if (rows.length === 0 && counts.length === 0) return;
  await getPool().query({
    name: "gate-store-decisions",
    text: STORE,
    values: [JSON.stringify(rows), JSON.stringify(counts)],
  });
}
