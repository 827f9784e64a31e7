import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type {
  AlertJson,
  AlertKindJson,
  AlertStateJson,
  AlertSummaryJson,
  DeliveryJson,
  DestinationJson,
} from "#lib/http/resources/alerts.ts";
import type { AllowedHostJson } from "#lib/http/resources/allowed-hosts.ts";
import type { Page } from "#lib/http/resources/common.ts";

/** Alerts come within seconds of their cause; whoever looks at them should not have to reload. Milliseconds. */
const FRESH_MS = 5_000;
const PAGE_SIZE = 30;

/** What the bell shows. Every query about alerts starts with "alerts", so that one call marks all of them stale. */
export const summaryQuery = queryOptions({
  queryKey: ["alerts", "summary"],
  queryFn: ({ signal }) => api<AlertSummaryJson>("/alerts/summary", { signal }),
  refetchInterval: 2 * FRESH_MS,
});

export interface AlertFilters {
  teamId: string | null;
  state: AlertStateJson;
  kind: AlertKindJson | null;
}

export const alertsQuery = (filters: AlertFilters) =>
  infiniteQueryOptions({
    queryKey: ["alerts", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      api<Page<AlertJson>>("/alerts", { query: { ...filters, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: FRESH_MS,
  });

/** @param teamId null for the operators' */
export const destinationsQuery = (teamId: string | null) =>
  queryOptions({
    queryKey: ["alerts", "destinations", teamId],
    queryFn: ({ signal }) => api<{ items: DestinationJson[] }>(destinationsPath(teamId), { signal }),
    select: ({ items }) => items,
    refetchInterval: 15_000,
  });

export function destinationsPath(teamId: string | null) {
  return teamId === null ? "/alert-destinations" : `/teams/${teamId}/alert-destinations`;
}

export const deliveriesQuery = (destinationId: string) =>
  infiniteQueryOptions({
    queryKey: ["alerts", "deliveries", destinationId],
    queryFn: ({ pageParam, signal }) =>
      api<Page<DeliveryJson>>(`/alert-destinations/${destinationId}/deliveries`, {
        query: { limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Whoever has pressed the test button waits for its outcome.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some(({ status }) => status === "pending") ? 1_000 : 10_000,
  });

export const allowedHostsQuery = queryOptions({
  queryKey: ["allowed-hosts"],
  queryFn: ({ signal }) => api<{ items: AllowedHostJson[] }>("/allowed-hosts", { signal }),
  select: ({ items }) => items,
});

export function staleAlerts(queryClient: QueryClient) {
  return Promise.all([["alerts"], ["audit"]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
