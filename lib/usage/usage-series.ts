import { getPool } from "../infra/db.ts";
import { latencyPercentile } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { type Dimension, ID_SQL, LABEL_SQL, type ReportFilters, reportSource, type Span } from "./report-source.ts";
import { sumsSql } from "./usage-sums.ts";

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
 * Usage over time and by one dimension, for charts: only moments and groups with any turn. As true as `usageReport`, and all
 * of one moment.
 */
export async function usageSeries(options: SeriesOptions): Promise<UsageSeries> {
  const { span, by } = options;
  const { label, join } = LABEL_SQL[by];
  const values: unknown[] = [];
  const source = (name: string, dimension: Dimension, isSummed: boolean) =>
    reportSource({ filters: options, span, by: dimension, isSummed, name, values });
  const ranked = source("ranked", by, true);
  const facts = source("facts", by, false);
  const whole = source("whole", "none", false);
  const { rows } = await getPool().query<SeriesRow>(
    // The dearest are found first, and what is not theirs is what is left of the whole: the moments of every group would be
    // too many rows.
    `WITH ${ranked.ctes}, ${facts.ctes}, ${whole.ctes}, dearest AS MATERIALIZED (
       SELECT ${ID_SQL[by]} AS group_id FROM ranked GROUP BY 1
        ORDER BY sum(cost_nano) DESC, sum(requests) DESC, 1 LIMIT ${MOST_GROUPS}
     ), parts AS MATERIALIZED (
       SELECT at, ${ID_SQL[by]} AS group_id, ${FIGURES.map((column) => `sum(${column}) AS ${column}`).join(", ")}
         FROM facts WHERE ${ID_SQL[by]} = ANY(ARRAY(SELECT group_id FROM dearest)) GROUP BY 1, 2
     ), points AS MATERIALIZED (
       SELECT at, ${sumsSql(whole.hasLatency)} FROM whole GROUP BY 1
     ), theirs AS (
       SELECT at, ${FIGURES.map((column) => `sum(${column}) AS ${column}`).join(", ")} FROM parts GROUP BY 1
     ), others AS (
       SELECT at, ${FIGURES.map((column) => `p.${column} - coalesce(t.${column}, 0) AS ${column}`).join(", ")}
         FROM points p LEFT JOIN theirs t USING (at)
     ), sums AS (
       SELECT group_id, group_id::text AS id FROM dearest
     ), named AS (
       SELECT sums.group_id, sums.id, ${label} AS label FROM sums ${join}
     ), rows AS (
       SELECT at, 'value' AS kind, nullif(n.id, '${NIL_UUID}') AS "group", n.label, ${OF_ROWS}, NULL::float8[] AS latency
         FROM parts JOIN named n USING (group_id)
       UNION ALL
       SELECT at, 'value', '${OTHER_GROUP}', 'Others', ${OF_ROWS}, NULL FROM others WHERE requests + failures + refusals > 0
       UNION ALL
       SELECT at, 'point', NULL, NULL, ${OF_ROWS}, latency FROM points
     )
     SELECT extract(epoch FROM at)::float8 AS at, kind, "group", label, requests::float8 AS requests, tokens::float8 AS tokens,
            cost_nano::text AS "costNano", failures::float8 AS failures, refusals::float8 AS refusals, latency
       FROM rows ORDER BY rows.at`,
    values,
  );
  return {
    values: rows.flatMap(({ kind, at, group, label: name, requests, tokens, costNano, failures }) =>
      kind === "value" ? [{ at: atOf(span, at), group, label: name, requests, tokens, costNano, failures }] : [],
    ),
    points: rows.flatMap(({ kind, at, failures, refusals, latency }) =>
      kind === "point" ? [{ at: atOf(span, at), failures, refusals, ...percentiles(latency) }] : [],
    ),
  };
}

interface SeriesRow extends Omit<SeriesValue, "at"> {
  /** Seconds since 1970. */
  at: number;
  kind: "value" | "point";
  refusals: number;
  latency: number[] | null;
}

const FIGURES = ["requests", "tokens_in", "tokens_out", "cost_nano", "failures", "refusals"];
const OF_ROWS = "requests, tokens_in + tokens_out AS tokens, cost_nano, failures, refusals";

function percentiles(latency: number[] | null) {
  return {
    latencyP50Ms: latency && latencyPercentile({ counts: latency, share: 0.5 }),
    latencyP95Ms: latency && latencyPercentile({ counts: latency, share: 0.95 }),
  };
}

/** Made here, since PostgreSQL takes much longer to write thousands of moments. */
function atOf(span: Span, epoch: number): string {
  const moment = new Date(epoch * 1_000).toISOString();
  return "from" in span ? moment.slice(0, 10) : moment;
}
