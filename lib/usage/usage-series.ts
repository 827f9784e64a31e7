import { getPool } from "../infra/db.ts";
import { latencyPercentile } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { type Dimension, ID_SQL, LABEL_SQL, type ReportFilters, reportSource, type Span } from "./report-source.ts";
import { type RawSums, sumsSql } from "./usage-sums.ts";

/** More lines can't be told apart; the rest is one. */
const MOST_GROUPS = 12;
/** The group of the rest. */
export const OTHER_GROUP = "__other";

export interface SeriesValue {
  /** The day (YYYY-MM-DD) in the team's time zone, or the hour's first moment in UTC (ISO 8601). */
  at: string;
  /** As in a report's row; `OTHER_GROUP` for the groups that are not among the dearest. */
  group: string | null;
  label: string;
  requests: number;
  tokens: number;
  /** Nano-USD in decimal digits. */
  costNano: string;
  failures: number;
}

export interface SeriesPoint {
  at: string;
  failures: number;
  refusals: number;
  latencyP50Ms: number | null;
  latencyP95Ms: number | null;
}

export interface UsageSeries {
  /** In order of time. */
  values: SeriesValue[];
  /** All groups together. */
  points: SeriesPoint[];
}

interface SeriesOptions extends ReportFilters {
  span: Span;
  by: Dimension;
}

/**
 * Usage over time and by one dimension, for charts: only moments and groups with any turn. As true as `usageReport`.
 */
export async function usageSeries(options: SeriesOptions): Promise<UsageSeries> {
  const [values, points] = await Promise.all([stacked(options), together(options)]);
  return { values, points };
}

async function stacked(options: SeriesOptions): Promise<SeriesValue[]> {
  const { span, by } = options;
  const { label, join } = LABEL_SQL[by];
  const source = reportSource({ filters: options, span, by });
  const { rows } = await getPool().query<SeriesValue>(
    // The dearest are found first: each end user apart on each day would be too many groups.
    `WITH ${source.ctes}, dearest AS MATERIALIZED (
       SELECT ${ID_SQL[by]} AS group_id FROM facts GROUP BY 1
        ORDER BY sum(cost_nano) DESC, sum(requests) DESC, 1 LIMIT ${MOST_GROUPS}
     ), parts AS MATERIALIZED (
       SELECT facts.at, d.group_id, sum(requests)::float8 AS requests, sum(tokens_in + tokens_out)::float8 AS tokens,
              sum(cost_nano)::text AS cost_nano, sum(failures)::float8 AS failures
         FROM facts LEFT JOIN dearest d ON d.group_id = ${ID_SQL[by]} GROUP BY 1, 2
     ), sums AS (
       SELECT group_id, group_id::text AS id FROM dearest
     ), named AS (
       SELECT sums.group_id, sums.id, ${label} AS label FROM sums ${join}
     )
     SELECT ${atSql(span, "parts.at")} AS at,
            CASE WHEN n.id = '${NIL_UUID}' THEN NULL ELSE coalesce(n.id, '${OTHER_GROUP}') END AS "group",
            coalesce(n.label, 'Others') AS label, parts.requests, parts.tokens, parts.cost_nano AS "costNano",
            parts.failures
       FROM parts LEFT JOIN named n ON n.group_id = parts.group_id ORDER BY 1`,
    source.values,
  );
  return rows;
}

async function together(options: SeriesOptions): Promise<SeriesPoint[]> {
  const source = reportSource({ filters: options, span: options.span, by: "none" });
  const { rows } = await getPool().query<Pick<RawSums, "failures" | "refusals" | "latency"> & { at: string }>(
    `WITH ${source.ctes}, sums AS (SELECT at, ${sumsSql(source.hasLatency)} FROM facts GROUP BY at)
     SELECT ${atSql(options.span, "at")} AS at, failures::float8 AS failures, refusals::float8 AS refusals, latency
       FROM sums ORDER BY 1`,
    source.values,
  );
  return rows.map(({ at, failures, refusals, latency }) => ({
    ...{ at, failures, refusals },
    latencyP50Ms: latency && latencyPercentile({ counts: latency, share: 0.5 }),
    latencyP95Ms: latency && latencyPercentile({ counts: latency, share: 0.95 }),
  }));
}

function atSql(span: Span, column: string): string {
  if ("from" in span) return `to_char(${column}, 'YYYY-MM-DD')`;
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;
}
