import { histogramSql } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { FIGURE_COLUMNS, TURN_FACTS, TURN_TABLES, type TurnTable } from "./turn-facts.ts";

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
  | { from: string; to: string }
  /** Whole hours, the last one not included. */
  | { start: Date; end: Date };

export type Dimension = "none" | "model" | "key" | "channel" | "endUser" | "team";

export interface ReportSource {
  /** CTEs that end in one named `facts`: `at`, the dimensions' columns, the figures and, with `hasLatency`, `latency`. */
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
 */
export function reportSource(options: { filters: ReportFilters; span: Span; by: Dimension }): ReportSource {
  const { filters, span, by } = options;
  const values: unknown[] = [];
  const param = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const isHourly = "start" in span;
  const time = isHourly ? "hour" : "day";
  const place = placeOf(filters, by, isHourly);
  const within = isHourly
    ? { at: [param(span.start, "timestamptz"), param(span.end, "timestamptz")] }
    : { at: [param(span.from, "date"), param(span.to, "date")] };
  const [first, last] = within.at;
  const conditions = [
    ...(filters.teamIds ? [`team_id = ANY(${param(filters.teamIds, "uuid[]")})`] : []),
    ...(filters.channel === undefined ? [] : [`channel = ${param(filters.channel, "text")}`]),
    ...(filters.model === undefined ? [] : [`model = ${param(filters.model, "text")}`]),
    ...(filters.keyLineageId === undefined ? [] : [`key_lineage_id = ${param(filters.keyLineageId, "uuid")}`]),
    ...(filters.endUserId === undefined ? [] : [`end_user_id = ${param(filters.endUserId, "uuid")}`]),
  ];
  const inSpan = (column: string) =>
    isHourly ? `${column} >= ${first} AND ${column} < ${last}` : `${column} BETWEEN ${first} AND ${last}`;
  const dimensions = COLUMNS[by].join("");
  const split = [`${time} AS at`, ...(dimensions ? [dimensions] : [])].join(", ");
  const fresh = (table: TurnTable) =>
    `SELECT ${TURN_FACTS[table]} FROM ${table} r WHERE ${[
      "NOT r.rolled_up",
      inSpan(isHourly ? "r.occurred_at" : "r.day"),
      ...conditions.map((condition) => `r.${condition}`),
    ].join(" AND ")}`;
  const latency = place.hasLatency ? ", latency" : "";
  return {
    ctes: `tail AS (${TURN_TABLES.map(fresh).join(" UNION ALL ")}), facts AS NOT MATERIALIZED (
  SELECT ${split}, ${FIGURE_COLUMNS.join(", ")}${latency} FROM ${place.table}
   WHERE ${[...place.conditions, inSpan(time), ...conditions].join(" AND ")}
  UNION ALL
  SELECT ${split}, ${FIGURE_COLUMNS.map((column) => `sum(${column})::bigint`).join(", ")}${
    place.hasLatency ? `, ${histogramSql("bucket")}` : ""
  } FROM tail GROUP BY ${time}${dimensions ? `, ${dimensions}` : ""})`,
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
    return { table: isList ? "end_user_days" : "usage_daily", conditions: [], hasLatency: false };
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
