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
  const values: unknown[] = [];
  const source = (name: string, dimension: Dimension, isSummed: boolean) =>
    reportSource({ filters: options, span, by: dimension, isSummed, name, values }).ctes;
  const { rows } = await getPool().query<AtEpoch<SeriesValue>>(
    // The dearest are found first, and what is not theirs is what is left of the whole: the moments of every group would be
    // too many rows.
    `WITH ${source("ranked", by, true)}, ${source("facts", by, false)}, ${source("whole", "none", false)},
     dearest AS MATERIALIZED (
       SELECT ${ID_SQL[by]} AS group_id FROM ranked GROUP BY 1
        ORDER BY sum(cost_nano) DESC, sum(requests) DESC, 1 LIMIT ${MOST_GROUPS}
     ), parts AS MATERIALIZED (
       SELECT at, ${ID_SQL[by]} AS group_id, ${each((column) => `sum(${column}) AS ${column}`)}
         FROM facts WHERE ${ID_SQL[by]} = ANY(ARRAY(SELECT group_id FROM dearest)) GROUP BY 1, 2
     ), left_over AS (
       SELECT at, ${each((column) => `sum(${column}) AS ${column}`)} FROM (
         SELECT at, ${each((column) => column)} FROM whole UNION ALL SELECT at, ${each((column) => `-${column}`)} FROM parts
       ) all_parts GROUP BY 1
     ), sums AS (
       SELECT group_id, group_id::text AS id FROM dearest
     ), named AS (
       SELECT sums.group_id, sums.id, ${label} AS label FROM sums ${join}
     ), rows AS (
       SELECT at, nullif(n.id, '${NIL_UUID}') AS "group", n.label, ${each((column) => column)}
         FROM parts JOIN named n USING (group_id)
       UNION ALL
       SELECT at, '${OTHER_GROUP}', 'Others', ${each((column) => column)}
         FROM left_over WHERE requests + failures + refusals > 0
     )
     SELECT ${EPOCH_SQL} AS at, "group", label, requests::float8 AS requests, (tokens_in + tokens_out)::float8 AS tokens,
            cost_nano::text AS "costNano", failures::float8 AS failures
       FROM rows ORDER BY rows.at`,
    values,
  );
  return rows.map(({ at, ...value }) => ({ at: atOf(span, at), ...value }));
}

async function together(options: SeriesOptions): Promise<SeriesPoint[]> {
  const { span } = options;
  const source = reportSource({ filters: options, span, by: "none", isSummed: false });
  const { rows } = await getPool().query<AtEpoch<Pick<RawSums, "failures" | "refusals" | "latency"> & { at: string }>>(
    `WITH ${source.ctes}, sums AS (SELECT at, ${sumsSql(source.hasLatency)} FROM facts GROUP BY at)
     SELECT ${EPOCH_SQL} AS at, failures::float8 AS failures, refusals::float8 AS refusals, latency FROM sums ORDER BY sums.at`,
    source.values,
  );
  return rows.map(({ at, failures, refusals, latency }) => ({
    ...{ at: atOf(span, at), failures, refusals },
    latencyP50Ms: latency && latencyPercentile({ counts: latency, share: 0.5 }),
    latencyP95Ms: latency && latencyPercentile({ counts: latency, share: 0.95 }),
  }));
}

/** As a row comes from SQL: `at` in seconds since 1970. */
type AtEpoch<Row> = Omit<Row, "at"> & { at: number };

const EPOCH_SQL = "extract(epoch FROM at)::float8";
const FIGURES = ["requests", "tokens_in", "tokens_out", "cost_nano", "failures", "refusals"];

function each(sql: (column: string) => string): string {
  return FIGURES.map(sql).join(", ");
}

/** Made here, since PostgreSQL takes much longer to write thousands of moments. */
function atOf(span: Span, epoch: number): string {
  const moment = new Date(epoch * 1_000).toISOString();
  return "from" in span ? moment.slice(0, 10) : moment;
}
