import { v7 as uuidv7 } from "uuid";
import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { gauge } from "../infra/metrics.ts";
import { ACTIVE_COMPARISON, rollupComparison } from "./rollup-comparisons.ts";

/** Something that should be equal and is not. Figures are in decimal digits; cost is nano-USD. */
export interface Drift {
  kind: "counter" | "lease" | "rollup" | "unanswered" | "active";
  teamId: string;
  /** The counter's id, or the table of sums and its day, week or hour. */
  subject: string;
  /**
   * What the usage rows, or the leases, add up to. Of `unanswered`, failures and refusals stand for requests and tokens; of
   * `active`, end users stand for requests.
   */
  expected: { requests: string; tokens: string; cost: string };
  actual: { requests: string; tokens: string; cost: string };
}

export interface Reconciliation {
  /** Counters, reserved figures and days that were compared. */
  checked: number;
  drifts: Drift[];
}

const MAX_DRIFTS = 1_000;

/**
 * Proves that ledger, rows and rollups agree: what counters say is used is what their windows' rows add up to; what they
 * say is reserved is what their leases add up to; and all sums are what the rolled-up rows and failures add up to. Each
 * comparison is one statement, so it sees one moment, and calls go on meanwhile.
 * @param options.teamIds only these teams; all by default
 * @param options.since compares windows and days that end after this moment; the last 62 days by default
 */
export async function reconcile(options: { now: Date; teamIds?: string[]; since?: Date }): Promise<Reconciliation> {
  const { now, teamIds = null } = options;
  const since = options.since ?? new Date(now.getTime() - 62 * 86_400_000);
  const result: Reconciliation = { checked: 0, drifts: [] };
  for (const kind of ["counter", "lease", "rollup", "unanswered", "active"] as const) {
    const { rows } = await getPool().query<RawComparison>(COMPARISONS[kind], [teamIds, since]);
    for (const row of rows) {
      result.checked += row.checked;
      if (row.team_id === null || result.drifts.length >= MAX_DRIFTS) continue;
      result.drifts.push({
        kind,
        teamId: row.team_id,
        subject: row.subject,
        expected: figures(row.expected),
        actual: figures(row.actual),
      });
    }
  }
  await getPool().query(
    "INSERT INTO reconciliation_runs (id, started_at, finished_at, checked, drifts) VALUES ($1, $2, clock_timestamp(), $3, $4)",
    [uuidv7(), now, result.checked, JSON.stringify(result.drifts)],
  );
  gauge("switchboard_usage_drifts", "Differences that the last reconciliation found").set(result.drifts.length);
  if (result.drifts.length > 0) log().error({ drifts: result.drifts.slice(0, 20) }, "usage does not reconcile");
  return result;
}

interface RawComparison {
  checked: number;
  team_id: string | null;
  subject: string;
  expected: [string, string, string];
  actual: [string, string, string];
}

function figures([requests, tokens, cost]: [string, string, string]): Drift["expected"] {
  return { requests, tokens, cost };
}

// Differences, and one row without a team that counts what was compared.
const compare = (both: string) => `
WITH compared AS MATERIALIZED (${both})
SELECT 0 AS checked, team_id, subject::text, expected::text[], actual::text[] FROM compared WHERE expected <> actual
UNION ALL
SELECT count(*)::int, NULL, NULL, NULL, NULL FROM compared`;

const ROW_SUMS = `count(*) AS requests, coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost_nano), 0) AS cost`;

const rowsOf = (scope: string, column: string) => `
  SELECT r.tokens_in::bigint + r.tokens_out AS tokens, r.cost_nano FROM usage_records r
   WHERE c.scope = '${scope}' AND r.team_id = c.team_id AND r.${column} = c.subject_id
     AND r.occurred_at >= c.window_start AND r.occurred_at < c.window_end`;

const COMPARISONS = {
  counter: compare(`
    SELECT c.team_id, c.id AS subject, ARRAY[s.requests, s.tokens, s.cost]::numeric[] AS expected,
           ARRAY[c.used_requests, c.used_tokens, c.used_cost]::numeric[] AS actual
      FROM usage_counters c
     CROSS JOIN LATERAL (
       SELECT ${ROW_SUMS} FROM (
         ${rowsOf("TEAM", "team_id")} UNION ALL ${rowsOf("KEY", "key_lineage_id")} UNION ALL ${rowsOf("END_USER", "end_user_id")}
       ) rows) s
     WHERE ($1::uuid[] IS NULL OR c.team_id = ANY($1)) AND c.window_end > $2`),
  lease: compare(`
    SELECT c.team_id, c.id AS subject,
           ARRAY[coalesce(s.requests, 0), coalesce(s.tokens, 0), coalesce(s.cost, 0)]::numeric[] AS expected,
           ARRAY[c.reserved_requests, c.reserved_tokens, c.reserved_cost]::numeric[] AS actual
      FROM usage_counters c
      LEFT JOIN (
        SELECT counter_id, sum(requests) AS requests, sum(tokens) AS tokens, sum(cost) AS cost FROM quota_leases GROUP BY 1
      ) s ON s.counter_id = c.id
     WHERE ($1::uuid[] IS NULL OR c.team_id = ANY($1)) AND c.window_end > $2`),
  rollup: compare(rollupComparison("charged")),
  unanswered: compare(rollupComparison("unanswered")),
  active: compare(ACTIVE_COMPARISON),
};
