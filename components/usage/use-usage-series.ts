import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

export interface UsageSeriesQuery {
  from: string;
  to: string;
  by: "none" | "model" | "key" | "channel" | "endUser" | "team";
  teamId?: string | null;
}

/** Usage by day, for a chart. */
export function useUsageSeries(query: UsageSeriesQuery) {
  return useQuery({
    queryKey: ["usage", "series", query],
    queryFn: ({ signal }) => api<UsageSeriesJson>("/usage/series", { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
  });
}
