import { histogramSql } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { FIGURE_COLUMNS, TURN_FACTS, TURN_TABLES, type TurnTable } from "./turn-facts.ts";
import { type DayRange, wholeWeeks } from "./whole-weeks.ts";

export interface ReportFilters {
  /** Only these teams; all by default. An empty list reports nothing. */
  teamIds?: string[] | undefined;
  channel?: string | undefined;
  model?: string | undefined;
  keyLineageId?: string | undefined;
  endUserId?: string | undefined;
}

export type Span =
  /** Team-local days, both included, YYYY-MM-DD. */
  | DayRange
  /** Whole hours, the last one not included. */
  | { start: Date; end: Date };

export type Dimension = "none" | "model" | "key" | "channel" | "endUser" | "team";

export interface ReportSource {
  /**
   * CTEs that end in one named `facts`, or as asked for: `at` unless it is summed, the dimensions' columns, the figures and, with
   * `hasLatency`, `latency`.
   */
  ctes: string;
  values: unknown[];
  hasLatency: boolean;
}

/** Columns by which rows are asked for or told apart. */
const COLUMNS = {
  none: [],
  team: ["team_id"],
  model: ["model"],
  channel: ["channel"],
  key: ["key_lineage_id"],
  endUser: ["end_user_id"],
} as const satisfies Record<Dimension, string[]>;

/**
 * What a report is made from: the smallest table of sums that knows the dimensions, and the rows that are in no sum yet,
 * seen at one moment. Neither is ever a scan of all rows.
 * @param options.isSummed whether days don't matter, so that whole weeks can stand for theirs
 * @param options.name of the last CTE, `facts` by default
 * @param options.values of a statement that has other sources, too: what this one needs is added
 */
export function reportSource(options: {
  filters: ReportFilters;
  span: Span;
  by: Dimension;
  isSummed: boolean;
  name?: string;
  values?: unknown[];
}): ReportSource {
  const { filters, span, by, isSummed, name = "facts", values = [] } = options;
  const param = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const isHourly = "start" in span;
  const time = isHourly ? "hour" : "day";
  const place = placeOf(filters, by, isHourly);
  const inHours = (column: string, { start, end }: { start: Date; end: Date }) =>
    `${column} >= ${param(start, "timestamptz")} AND ${column} < ${param(end, "timestamptz")}`;
  const inDays = (column: string, { from, to }: DayRange) =>
    `${column} BETWEEN ${param(from, "date")} AND ${param(to, "date")}`;
  const conditions = [
    ...(filters.teamIds ? [`team_id = ANY(${param(filters.teamIds, "uuid[]")})`] : []),
    ...(filters.channel === undefined ? [] : [`channel = ${param(filters.channel, "text")}`]),
    ...(filters.model === undefined ? [] : [`model = ${param(filters.model, "text")}`]),
    ...(filters.keyLineageId === undefined ? [] : [`key_lineage_id = ${param(filters.keyLineageId, "uuid")}`]),
    ...(filters.endUserId === undefined ? [] : [`end_user_id = ${param(filters.endUserId, "uuid")}`]),
  ];
  const dimensions = [...(isSummed ? [] : [time]), ...COLUMNS[by]];
  const split = [...(isSummed ? [] : [`${time} AS at`]), ...COLUMNS[by]].map((column) => `${column}, `).join("");
  const fresh = (table: TurnTable) =>
    `SELECT ${TURN_FACTS[table]} FROM ${table} r WHERE ${[
      "NOT r.rolled_up",
      isHourly ? inHours("r.occurred_at", span) : inDays("r.day", span),
      ...conditions.map((condition) => `r.${condition}`),
    ].join(" AND ")}`;
  const latency = place.hasLatency ? ", latency" : "";
  const summed = (table: string, inSpan: string) => `
  SELECT ${split}${FIGURE_COLUMNS.map((column) => `${column}::bigint`).join(", ")}${latency} FROM ${table}
   WHERE ${[...place.conditions, inSpan, ...conditions].join(" AND ")}`;
  const { weeks, days } = isHourly || !isSummed || !place.weeks ? { days: [span] } : wholeWeeks(span);
  return {
    // Materialised, since what reads a CTE can't be parallel: to share a report between processes takes longer than to make it.
    ctes: `${name}_tail AS MATERIALIZED (${TURN_TABLES.map(fresh).join(" UNION ALL ")}), ${name} AS NOT MATERIALIZED (${[
      ...(weeks && place.weeks ? [summed(place.weeks, inDays("week", weeks))] : []),
      ...days.map((part) => summed(place.table, "start" in part ? inHours("hour", part) : inDays("day", part))),
    ].join(" UNION ALL ")}
  UNION ALL
  SELECT ${split}${FIGURE_COLUMNS.map((column) => `sum(${column})::bigint`).join(", ")}${
    place.hasLatency ? `, ${histogramSql("bucket")}` : ""
  } FROM ${name}_tail GROUP BY ${dimensions.join(", ") || "()"})`,
    values,
    hasLatency: place.hasLatency,
  };
}

function placeOf(filters: ReportFilters, by: Dimension, isHourly: boolean) {
  const asked = new Set<string>(COLUMNS[by]);
  if (filters.channel !== undefined) asked.add("channel");
  if (filters.model !== undefined) asked.add("model");
  if (filters.keyLineageId !== undefined) asked.add("key_lineage_id");
  if (filters.endUserId !== undefined || by === "endUser") {
    const isList = filters.endUserId === undefined && filters.channel === undefined && filters.model === undefined;
    return isList
      ? { table: "end_user_days", weeks: "end_user_weeks", conditions: [], hasLatency: false }
      : { table: "usage_daily", weeks: undefined, conditions: [], hasLatency: false };
  }
  const isWithin = (...columns: string[]) => [...asked].every((column) => columns.includes(column));
  const slice = () => {
    if (isWithin("team_id")) return "TEAM";
    if (!filters.teamIds && isWithin("channel", "model")) return "PLATFORM";
    if (isWithin("team_id", "model")) return "MODEL";
    if (isWithin("team_id", "channel")) return "CHANNEL";
    return isWithin("team_id", "key_lineage_id") ? "KEY" : "FULL";
  };
  // Without any dimension the platform's rows are fewer than its teams'.
  const chosen = asked.size === 0 && !filters.teamIds ? "PLATFORM" : slice();
  return {
    table: isHourly ? "usage_hour_totals" : "usage_day_totals",
    weeks: "usage_week_totals",
    conditions: [`slice = '${chosen}'`],
    hasLatency: true,
  };
}

/**
 * SQL for a dimension's id in rows of `facts`; those without one have the nil UUID. Its own type is what groups fast: turn
 * it into text afterwards.
 */
export const ID_SQL: Record<Dimension, string> = {
  none: "'all'::text",
  model: "model",
  channel: "channel",
  team: "team_id",
  key: "key_lineage_id",
  endUser: "end_user_id",
};

/** The types of those ids. */
export const ID_TYPE: Record<Dimension, "text" | "uuid"> = {
  none: "text",
  model: "text",
  channel: "text",
  team: "uuid",
  key: "uuid",
  endUser: "uuid",
};

const NO_TEAM = 'NULL::text AS "teamId", NULL::text AS "teamName"';
const OWN_TEAM = 'named.team_id::text AS "teamId", named.team_name AS "teamName"';

/** SQL that names the ids of a CTE `sums`: what to select, and what to join for it, with the team of a key or end user. */
export const LABEL_SQL: Record<Dimension, { label: string; team: string; join: string }> = {
  none: { label: "'All'", team: NO_TEAM, join: "" },
  model: { label: "sums.id", team: NO_TEAM, join: "" },
  channel: { label: "sums.id", team: NO_TEAM, join: "" },
  key: {
    label: `coalesce(named.name, CASE WHEN sums.id = '${NIL_UUID}' THEN 'No key' ELSE sums.id END)`,
    team: OWN_TEAM,
    // A rotated key's newest name stands for its lineage.
    join: `LEFT JOIN LATERAL (
      SELECT k.name, t.id AS team_id, t.display_name AS team_name FROM api_keys k LEFT JOIN teams t ON t.id = k.team_id
       WHERE k.lineage_id = sums.id::uuid ORDER BY k.created_at DESC LIMIT 1) named ON true`,
  },
  endUser: {
    label: `coalesce(named.name, CASE WHEN sums.id = '${NIL_UUID}' THEN 'No end user' ELSE sums.id END)`,
    team: OWN_TEAM,
    join: `LEFT JOIN LATERAL (
      SELECT coalesce(e.name, e.external_id) AS name, t.id AS team_id, t.display_name AS team_name
        FROM end_users e JOIN teams t ON t.id = e.team_id WHERE e.id = sums.id::uuid) named ON true`,
  },
  team: {
    label: "coalesce(named.name, sums.id)",
    team: 'sums.id AS "teamId", named.name AS "teamName"',
    join: "LEFT JOIN LATERAL (SELECT display_name AS name FROM teams WHERE id = sums.id::uuid) named ON true",
  },
};
