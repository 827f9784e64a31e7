import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { teamKey } from "#components/team/team-queries.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { DecisionJson, GroupActivityJson, GroupDetailJson, GroupJson } from "#lib/http/resources/groups.ts";

const PAGE_SIZE = 50;
/** Who leaves a channel is held within two seconds, and the page should not lag far behind. Milliseconds. */
const FRESH_MS = 10_000;

export interface GroupFilters {
  search: string;
  troubled: "true" | "false" | null;
}

export const groupsQuery = (teamId: string, filters: GroupFilters) =>
  infiniteQueryOptions({
    queryKey: [...teamKey(teamId), "groups", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      api<Page<GroupJson>>(`/teams/${teamId}/groups`, {
        query: { ...filters, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: FRESH_MS,
  });

/** Every query of one group starts with this. */
export const groupKey = (teamId: string, groupId: string) => [...teamKey(teamId), "groups", groupId] as const;

export const groupQuery = (teamId: string, groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(teamId, groupId), "self"],
    queryFn: ({ signal }) => api<GroupDetailJson>(`/groups/${groupId}`, { signal }),
    refetchInterval: FRESH_MS,
  });

export const activityQuery = (teamId: string, groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(teamId, groupId), "activity"],
    queryFn: ({ signal }) => api<GroupActivityJson>(`/groups/${groupId}/activity`, { signal }),
    refetchInterval: FRESH_MS,
  });

export interface DecisionFilters {
  outcome: string | null;
  userId: string | null;
}

export const decisionsQuery = (teamId: string, groupId: string, filters: DecisionFilters) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(teamId, groupId), "decisions", filters],
    queryFn: ({ pageParam, signal }) =>
      api<Page<DecisionJson>>(`/groups/${groupId}/decisions`, {
        query: { ...filters, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: FRESH_MS,
  });

/** After a change of a group: its page has the answer already, what lists it is asked for again. */
export function staleGroups(queryClient: QueryClient, teamId: string) {
  const keys = [[...teamKey(teamId), "groups"], ["audit"]];
  return Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
