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
    `WITH ${source.ctes}, parts AS (
       SELECT at, ${ID_SQL[by]} AS id, sum(requests) AS requests, sum(tokens_in + tokens_out) AS tokens,
              sum(cost_nano) AS cost_nano, sum(failures) AS failures
         FROM facts GROUP BY 1, 2
     ), sums AS (
       SELECT id FROM parts GROUP BY id ORDER BY sum(cost_nano) DESC, sum(requests) DESC, id LIMIT ${MOST_GROUPS}
     ), named AS (
       SELECT id::text FROM sums
     ), dearest AS (
       SELECT sums.id, ${label} AS label FROM named AS sums ${join}
     )
     SELECT ${atSql(span, "parts.at")} AS at,
            CASE WHEN d.id = '${NIL_UUID}' THEN NULL ELSE coalesce(d.id, '${OTHER_GROUP}') END AS "group",
            coalesce(d.label, 'Others') AS label, sum(parts.requests)::float8 AS requests,
            sum(parts.tokens)::float8 AS tokens, sum(parts.cost_nano)::text AS "costNano",
            sum(parts.failures)::float8 AS failures
       FROM parts LEFT JOIN dearest d ON d.id = parts.id::text
      GROUP BY 1, 2, 3 ORDER BY 1`,
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
