import { getPool } from "../infra/db.ts";
import { sumHistogramsSql } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import {
  type Dimension,
  ID_SQL,
  ID_TYPE,
  LABEL_SQL,
  type ReportFilters,
  type ReportSource,
  reportSource,
  type Span,
} from "./report-source.ts";
import { RAW_SUMS_SQL, type RawSums, sumsSql, toUsageSums, type UsageSums } from "./usage-sums.ts";

export const REPORT_GROUPS = ["day", "model", "key", "channel", "endUser", "team"] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

export interface UsageReportRow extends UsageSums {
  /** The day (YYYY-MM-DD), model, channel, or the id of the team, end user or key lineage; null for none. */
  group: string | null;
  /** What to show for it: a name where the group is an id. */
  label: string;
  /** Of a key, end user or team. */
  teamId: string | null;
  teamName: string | null;
}

export interface ReportOptions extends ReportFilters {
  /** Team-local days, both included, YYYY-MM-DD. */
  from: string;
  to: string;
}

/** What rows may be ordered by, as SQL over the columns of `sums`; percentiles are known only after it. */
const SORTS = {
  requests: "sums.requests",
  tokensIn: "sums.tokens_in",
  tokensOut: "sums.tokens_out",
  tokens: "sums.tokens_in + sums.tokens_out",
  cost: "sums.cost_nano",
  latency: "sums.latency_ms_sum / nullif(sums.requests, 0)",
  partials: "sums.partials",
  failures: "sums.failures",
  refusals: "sums.refusals",
} as const;
export type ReportSort = keyof typeof SORTS | "group" | "p95";

/** The most rows that are exported at once. */
export const REPORT_EXPORT_ROWS = 50_000;

/** More groups than this are not read to find those with the highest percentile. */
const MOST_GROUPS = 10_000;

/**
 * Usage by one dimension, from the sums and the rows that are not in them yet, seen at one moment: true to the token as
 * soon as a call is written. By default days come in order; everything else by cost, then requests, most first.
 * @param options.limit the most rows to return, 1 000 by default, after leaving out the first `offset`
 */
export async function usageReport(
  options: ReportOptions & {
    groupBy: ReportGroup;
    sort?: ReportSort | undefined;
    order?: "asc" | "desc" | undefined;
    limit?: number;
    offset?: number;
  },
): Promise<UsageReportRow[]> {
  const { groupBy, limit = 1_000, offset = 0 } = options;
  const { sort, order } = reportOrder(options);
  const by: Dimension = groupBy === "day" ? "none" : groupBy;
  const source = reportSource({ filters: options, span: spanOf(options), by, isSummed: groupBy !== "day" });
  const id = groupBy === "day" ? "to_char(at, 'YYYY-MM-DD')" : ID_SQL[by];
  const { label, team, join } = groupBy === "day" ? LABEL_SQL.model : LABEL_SQL[by];
  const direction = `${order} NULLS LAST`;
  const withLatency = source.hasLatency && sort === "p95";
  const isRanked = sort !== "group" && sort !== "p95";
  const page = sort === "p95" ? `LIMIT ${MOST_GROUPS}` : `LIMIT ${limit} OFFSET ${offset}`;
  const ranked = isRanked ? `${SORTS[sort]} ${direction}, sums.requests DESC, sums.group_id` : "";
  // Names are looked up for the rows of the page alone, unless they decide which those are.
  const { rows } = await getPool().query<RawSums & Omit<UsageReportRow, keyof UsageSums>>(
    `WITH ${source.ctes}, grouped AS (
       SELECT ${id} AS group_id, ${sumsSql(withLatency)} FROM facts GROUP BY 1
     ), sums AS (SELECT group_id::text AS id, sums.* FROM grouped AS sums ${isRanked ? `ORDER BY ${ranked} ${page}` : ""})
     SELECT CASE WHEN sums.id = '${NIL_UUID}' THEN NULL ELSE sums.id END AS "group", ${label} AS label, ${team}, ${RAW_SUMS_SQL}
       FROM sums ${join} ORDER BY ${isRanked ? ranked : `label ${direction}, sums.group_id`} ${isRanked ? "" : page}`,
    source.values,
  );
  const latencies =
    source.hasLatency && !withLatency
      ? await latenciesOf(source, { id, type: groupBy === "day" ? "text" : ID_TYPE[by] }, rows)
      : undefined;
  const reported = rows.map((row) => {
    const { group, label: name, teamId, teamName } = row;
    return {
      group,
      label: name,
      teamId,
      teamName,
      ...toUsageSums({ ...row, latency: latencies?.get(group) ?? row.latency }),
    };
  });
  return sort === "p95" ? byPercentile(reported, order).slice(offset, offset + limit) : reported;
}

/** The histograms of a page's groups: to add those of all groups would take most of a report's time. */
async function latenciesOf(
  source: ReportSource,
  { id, type }: { id: string; type: string },
  page: { group: string | null }[],
): Promise<Map<string | null, number[]>> {
  const groups = page.map(({ group }) => group ?? NIL_UUID);
  const { rows } = await getPool().query<{ group: string | null; latency: number[] }>(
    `WITH ${source.ctes}
     SELECT nullif(${id}::text, '${NIL_UUID}') AS "group", ${sumHistogramsSql("latency")} AS latency
       FROM facts WHERE ${id} = ANY($${source.values.length + 1}::${type}[]) GROUP BY ${id}`,
    [...source.values, groups],
  );
  return new Map(rows.map(({ group, latency }) => [group, latency]));
}

/** What a report is ordered by, where nothing is said about it. */
export function reportOrder(options: {
  groupBy: ReportGroup;
  sort?: ReportSort | undefined;
  order?: "asc" | "desc" | undefined;
}): { sort: ReportSort; order: "asc" | "desc" } {
  const sort = options.sort ?? (options.groupBy === "day" ? "group" : "cost");
  return { sort, order: options.order ?? (sort === "group" ? "asc" : "desc") };
}

/** The sums over a span of days: one figure each. */
export async function usageTotals(options: ReportOptions): Promise<UsageSums> {
  const source = reportSource({ filters: options, span: spanOf(options), by: "none", isSummed: true });
  const { rows } = await getPool().query<RawSums>(
    `WITH ${source.ctes}, sums AS (SELECT ${sumsSql(source.hasLatency)} FROM facts) SELECT ${RAW_SUMS_SQL} FROM sums`,
    source.values,
  );
  return toUsageSums(rows[0] as RawSums);
}

function byPercentile(rows: UsageReportRow[], order: "asc" | "desc"): UsageReportRow[] {
  const sign = order === "asc" ? 1 : -1;
  return rows.sort((a, b) => {
    if (a.latencyP95Ms === null || b.latencyP95Ms === null)
      return Number(a.latencyP95Ms === null) - Number(b.latencyP95Ms === null);
    return sign * (a.latencyP95Ms - b.latencyP95Ms);
  });
}

function spanOf({ from, to }: ReportOptions): Span {
  return { from, to };
}
