import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { GroupBy } from "#components/usage/group-by.ts";
import type { SortColumn } from "#components/usage/use-explorer.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

export interface UsageReportQuery {
  from: string;
  to: string;
  groupBy: GroupBy;
  sort: SortColumn;
  order: "asc" | "desc";
  teamId: string | null;
  keyLineageId: string | null;
  endUserId: string | null;
  model: string | null;
  channel: string | null;
}

const PAGE_SIZE = 100;

/** Sums by one dimension, page by page; for the single turns the totals alone. */
export function useUsageReport({ groupBy, sort, order, ...rest }: UsageReportQuery) {
  const query =
    groupBy === "turn" ? { ...rest, groupBy: "day", limit: 1 } : { ...rest, groupBy, sort, order, limit: PAGE_SIZE };
  return useInfiniteQuery({
    queryKey: ["usage", "report", query],
    queryFn: ({ signal, pageParam }) =>
      api<UsageReportJson>("/usage", { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

export type UsageReportQueryResult = ReturnType<typeof useUsageReport>;
