import { getPool } from "../infra/db.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { DIMENSIONS, FACTS, filters, type ReportOptions } from "./report.ts";

export const SERIES_GROUPS = ["none", "model", "key", "channel", "endUser", "team"] as const;
export type SeriesGroup = (typeof SERIES_GROUPS)[number];

/** More lines can't be told apart; the rest is one. */
const MOST_GROUPS = 12;
/** The group of the rest. */
export const OTHER_GROUP = "__other";

export interface UsageSeriesRow {
  /** YYYY-MM-DD, in the team's time zone. */
  day: string;
  /** As in a report's row; `OTHER_GROUP` for the groups that are not among the dearest. */
  group: string | null;
  label: string;
  requests: number;
  tokens: number;
  /** Nano-USD in decimal digits. */
  costNano: string;
}

/**
 * Usage by day and by one dimension, for charts: only days and groups with usage, days in order. As true as
 * `usageReport`.
 */
export async function usageSeries(options: ReportOptions & { by: SeriesGroup }): Promise<UsageSeriesRow[]> {
  const { columns, label, join } = options.by === "none" ? ALL : DIMENSIONS[options.by];
  const { rows } = await getPool().query<UsageSeriesRow>(
    `WITH facts AS (${FACTS}), daily AS (
       SELECT to_char(day, 'YYYY-MM-DD') AS day, ${columns} AS id, sum(requests) AS requests,
              sum(tokens_in + tokens_out) AS tokens, sum(cost_nano) AS cost_nano
         FROM facts GROUP BY 1, 2
     ), sums AS (
       SELECT id FROM daily GROUP BY id ORDER BY sum(cost_nano) DESC, sum(requests) DESC, id LIMIT ${MOST_GROUPS}
     ), dearest AS (
       SELECT sums.id, ${label} AS label FROM sums ${join}
     )
     SELECT daily.day, CASE WHEN d.id = '${NIL_UUID}' THEN NULL ELSE coalesce(d.id, '${OTHER_GROUP}') END AS "group",
            coalesce(d.label, 'Others') AS label, sum(daily.requests)::float8 AS requests,
            sum(daily.tokens)::float8 AS tokens, sum(daily.cost_nano)::text AS "costNano"
       FROM daily LEFT JOIN dearest d ON d.id = daily.id
      GROUP BY 1, 2, 3 ORDER BY 1`,
    filters(options),
  );
  return rows;
}

const ALL = { columns: "'all'", label: "'All'", join: "" };
