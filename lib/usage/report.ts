import { getPool } from "../infra/db.ts";
import { NIL_UUID } from "./nil-uuid.ts";

export const REPORT_GROUPS = ["day", "model", "key", "channel", "endUser", "team"] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** Sums of usage. Money is nano-USD in decimal digits, since JSON's numbers can't hold a bigint. */
export interface UsageSums {
  requests: number;
  tokensIn: number;
  tokensOut: number;
  costNano: string;
  /** The mean over the requests; null when there are none. */
  latencyMs: number | null;
  /** Requests that ended early: hung up, dropped or interrupted. */
  partials: number;
}

export interface UsageReportRow extends UsageSums {
  /** The day (YYYY-MM-DD), model, channel, or the id of the team, end user or key lineage; null for none. */
  group: string | null;
  /** What to show for it: a name where the group is an id. */
  label: string;
}

export interface ReportOptions {
  /** Only these teams; all by default. An empty list reports nothing. */
  teamIds?: string[];
  /** Team-local days, both included, YYYY-MM-DD. */
  from: string;
  to: string;
  channel?: string;
  model?: string;
  keyLineageId?: string;
  endUserId?: string;
}

/**
 * Usage by one dimension, from the daily sums and the rows that are not in them yet, seen at one moment: true to the token
 * as soon as a call is written. Days come in order; everything else by cost, then requests, most first.
 * @param options.limit the most rows to return, 1 000 by default
 */
export async function usageReport(
  options: ReportOptions & { groupBy: ReportGroup; limit?: number },
): Promise<UsageReportRow[]> {
  const { columns, label, join } = DIMENSIONS[options.groupBy];
  const order = options.groupBy === "day" ? `"group"` : "sums.cost_nano DESC, sums.requests DESC, label";
  const { rows } = await getPool().query<UsageReportRow>(
    `WITH facts AS (${FACTS}), sums AS (
       SELECT ${columns} AS id, ${SUMS} FROM facts GROUP BY 1
     )
     SELECT CASE WHEN sums.id = '${NIL_UUID}' THEN NULL ELSE sums.id END AS "group", ${label} AS label, ${FIGURES}
       FROM sums ${join} ORDER BY ${order} LIMIT $8`,
    [...filters(options), options.limit ?? 1_000],
  );
  return rows;
}

/** The sums over a span of days: one figure each. */
export async function usageTotals(options: ReportOptions): Promise<UsageSums> {
  const { rows } = await getPool().query<UsageSums>(
    `WITH facts AS (${FACTS}), sums AS (SELECT ${SUMS} FROM facts) SELECT ${FIGURES} FROM sums`,
    filters(options),
  );
  return rows[0] ?? { requests: 0, tokensIn: 0, tokensOut: 0, costNano: "0", latencyMs: null, partials: 0 };
}

export function filters(options: ReportOptions): unknown[] {
  const { teamIds = null, from, to, channel = null, model = null, keyLineageId = null, endUserId = null } = options;
  return [teamIds, from, to, channel, model, keyLineageId, endUserId];
}

const WHERE = `($1::uuid[] IS NULL OR team_id = ANY($1)) AND day BETWEEN $2::date AND $3::date
   AND ($4::text IS NULL OR channel = $4) AND ($5::text IS NULL OR model = $5)
   AND ($6::uuid IS NULL OR key_lineage_id = $6) AND ($7::uuid IS NULL OR end_user_id = $7)`;

export const FACTS = `
SELECT team_id, day, channel, model, key_lineage_id, end_user_id, requests, tokens_in, tokens_out, cost_nano,
       latency_ms_sum, partials
  FROM usage_daily WHERE ${WHERE}
UNION ALL
SELECT team_id, day, channel, model, coalesce(key_lineage_id, '${NIL_UUID}'), coalesce(end_user_id, '${NIL_UUID}'), 1,
       tokens_in, tokens_out, cost_nano, latency_ms, CASE WHEN status = 'OK' THEN 0 ELSE 1 END
  FROM usage_records WHERE NOT rolled_up AND ${WHERE}`;

const SUMS = `
  coalesce(sum(requests), 0) AS requests, coalesce(sum(tokens_in), 0) AS tokens_in,
  coalesce(sum(tokens_out), 0) AS tokens_out, coalesce(sum(cost_nano), 0) AS cost_nano,
  coalesce(sum(latency_ms_sum), 0) AS latency_ms_sum, coalesce(sum(partials), 0) AS partials`;

const FIGURES = `
  requests::float8 AS requests, tokens_in::float8 AS "tokensIn", tokens_out::float8 AS "tokensOut",
  cost_nano::text AS "costNano", round(latency_ms_sum / nullif(requests, 0))::float8 AS "latencyMs",
  partials::float8 AS partials`;

export const DIMENSIONS = {
  day: { columns: "to_char(day, 'YYYY-MM-DD')", label: "sums.id", join: "" },
  model: { columns: "model", label: "sums.id", join: "" },
  channel: { columns: "channel", label: "sums.id", join: "" },
  key: {
    columns: "key_lineage_id::text",
    label: `coalesce(named.name, CASE WHEN sums.id = '${NIL_UUID}' THEN 'No key' ELSE sums.id END)`,
    // A rotated key's newest name stands for its lineage.
    join: `LEFT JOIN LATERAL (
      SELECT name FROM api_keys WHERE lineage_id = sums.id::uuid ORDER BY created_at DESC LIMIT 1) named ON true`,
  },
  endUser: {
    columns: "end_user_id::text",
    label: `coalesce(named.name, CASE WHEN sums.id = '${NIL_UUID}' THEN 'No end user' ELSE sums.id END)`,
    join: `LEFT JOIN LATERAL (
      SELECT coalesce(name, external_id) AS name FROM end_users WHERE id = sums.id::uuid) named ON true`,
  },
  team: {
    columns: "team_id::text",
    label: "coalesce(named.name, sums.id)",
    join: "LEFT JOIN LATERAL (SELECT display_name AS name FROM teams WHERE id = sums.id::uuid) named ON true",
  },
} as const satisfies Record<ReportGroup, { columns: string; label: string; join: string }>;
