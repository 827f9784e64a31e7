"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { GROUPS, type GroupBy } from "#components/usage/group-by.ts";
import { measureUnit } from "#components/usage/series-points.ts";
import { usageHref } from "#components/usage/usage-href.ts";

/** What narrows the explorer, in the order in which one drills down. */
export const FILTERS = ["team", "key", "endUser", "model", "channel"] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Record<Filter, string | null>;

export const SORTS = ["group", "requests", "tokensIn", "tokensOut", "tokens", "cost", "p95", "failures"] as const;
export type SortColumn = (typeof SORTS)[number];

export const STATUSES = ["ok", "partial", "interrupted", "failed", "refused"] as const;

export const EXPLORER_MEASURES = ["cost", "tokens", "messages", "latency", "errors"] as const;
export type ExplorerMeasure = (typeof EXPLORER_MEASURES)[number];
export const explorerUnit = { ...measureUnit, latency: "ms", errors: "share" } as const;

const parsers = {
  groupBy: parseAsStringLiteral(GROUPS).withDefault("day"),
  team: parseAsString,
  key: parseAsString,
  endUser: parseAsString,
  model: parseAsString,
  channel: parseAsString,
  sort: parseAsStringLiteral(SORTS),
  order: parseAsStringLiteral(["asc", "desc"]),
  status: parseAsStringLiteral(STATUSES),
  measure: parseAsStringLiteral(EXPLORER_MEASURES).withDefault("cost"),
};

export function useExplorer() {
  const [state, set] = useQueryStates(parsers, { history: "push" });
  const { groupBy, team, key, endUser, model, channel } = state;
  const filters: Filters = { team, key, endUser, model, channel };
  const sort = state.sort ?? (groupBy === "day" ? "group" : "cost");
  const order = state.order ?? (groupBy === "day" || sort !== "group" ? "desc" : "asc");
  return {
    ...state,
    filters,
    sort,
    order,
    /** The filters as the admin API takes them. */
    query: { teamId: team, keyLineageId: key, endUserId: endUser, model, channel },
    setFilter: (filter: Filter, value: string | null) => set({ [filter]: value, ...without(filter, value) }),
    clearFilters: () => set({ team: null, key: null, endUser: null, model: null, channel: null }),
    // A new grouping starts with its own order.
    setGroupBy: (next: GroupBy) => set({ groupBy: next, sort: null, order: null }),
    setSort: (next: { id: string; desc: boolean } | null) =>
      set({ sort: SORTS.find((column) => column === next?.id) ?? null, order: next && (next.desc ? "desc" : "asc") }),
    setMeasure: (measure: ExplorerMeasure) => set({ measure }),
    setStatus: (status: (typeof STATUSES)[number] | null) => set({ status }),
  };
}

/** Where a row leads: the same range and measure, one step further down; undefined at the row that stands for none. */
export function drillHref(options: {
  groupBy: GroupBy;
  row: { group: string | null; teamId: string | null };
  filters: Filters;
  rangeParams: Record<string, string>;
  measure: ExplorerMeasure;
}): string | undefined {
  const { groupBy, row, filters, rangeParams, measure } = options;
  if (row.group === null) return undefined;
  const next = steps({ group: row.group, teamId: row.teamId, hasTeam: filters.team !== null })[groupBy];
  return usageHref({ ...rangeParams, ...filters, measure, ...next });
}

function steps({ group, teamId, hasTeam }: { group: string; teamId: string | null; hasTeam: boolean }) {
  return {
    day: { range: null, from: group, to: group, groupBy: hasTeam ? "turn" : "team" },
    team: { team: group, groupBy: "key" },
    key: { key: group, groupBy: "endUser", ...(teamId && { team: teamId }) },
    endUser: { endUser: group, groupBy: "turn", ...(teamId && { team: teamId }) },
    model: { model: group, groupBy: hasTeam ? "key" : "team" },
    channel: { channel: group, groupBy: hasTeam ? "endUser" : "team" },
    turn: {},
  } satisfies Record<GroupBy, Record<string, string | null>>;
}

/** Keys and end users are of one team: another team takes them along. */
function without(filter: Filter, value: string | null) {
  return filter === "team" && value !== null ? { key: null, endUser: null } : {};
}
