import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { teamKey } from "#components/team/team-queries.ts";
import type {
  BroadcastJson,
  BroadcastPreviewJson,
  PreviewBroadcastBody,
  RecipientJson,
  RecipientReasonJson,
} from "#lib/http/resources/broadcasts.ts";
import type { Page } from "#lib/http/resources/common.ts";

const PAGE_SIZE = 50;
/** While one is on its way, and otherwise. Milliseconds. */
const [LIVE_MS, QUIET_MS] = [2_000, 15_000];

export const broadcastsQuery = (teamId: string) =>
  infiniteQueryOptions({
    queryKey: [...teamKey(teamId), "broadcasts", "list"],
    queryFn: ({ pageParam, signal }) =>
      api<Page<BroadcastJson>>(`/teams/${teamId}/broadcasts`, {
        query: { limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isLive)) ? LIVE_MS : QUIET_MS),
  });

export const broadcastQuery = (teamId: string, broadcastId: string) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "broadcasts", broadcastId, "self"],
    queryFn: ({ signal }) => api<BroadcastJson>(`/broadcasts/${broadcastId}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isLive(state.data) ? LIVE_MS : QUIET_MS),
  });

export const previewQuery = (teamId: string, body: PreviewBroadcastBody) =>
  queryOptions({
    queryKey: [...teamKey(teamId), "broadcasts", "preview", body],
    queryFn: ({ signal }) => api<BroadcastPreviewJson>(`/teams/${teamId}/broadcast-previews`, { body, signal }),
    placeholderData: keepPreviousData,
    enabled: body.connectionId !== "",
  });

/** Those who were not reached. */
export const unreachedQuery = (teamId: string, broadcastId: string, reason: RecipientReasonJson | null) =>
  infiniteQueryOptions({
    queryKey: [...teamKey(teamId), "broadcasts", broadcastId, "unreached", reason],
    queryFn: ({ pageParam, signal }) =>
      api<Page<RecipientJson>>(`/broadcasts/${broadcastId}/recipients`, {
        query: { state: "failed", reason, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** It changes by itself, within moments. */
function isLive({ state, startsAt }: BroadcastJson) {
  return state === "running" || (state === "scheduled" && Date.parse(startsAt) < Date.now() + LIVE_MS);
}

export function staleBroadcasts(queryClient: QueryClient, teamId: string) {
  const keys = [[...teamKey(teamId), "broadcasts"], ["audit"]];
  return Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
