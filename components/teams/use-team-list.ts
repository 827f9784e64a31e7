import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { TeamListItemJson, TeamSortJson } from "#lib/http/resources/teams.ts";

export interface TeamListQuery {
  search: string;
  type: "public" | "private" | null;
  active: "true" | "false" | null;
  sort: TeamSortJson;
  order: "asc" | "desc";
}

/** A screenful and a half: what comes next is asked for by its button. */
const PAGE_SIZE = 50;

/** The teams that match, sorted by the server, page by page. */
export function useTeamList(query: TeamListQuery) {
  return useInfiniteQuery({
    queryKey: ["teams", "pages", query],
    queryFn: ({ pageParam, signal }) =>
      api<Page<TeamListItemJson>>("/teams", { query: { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
