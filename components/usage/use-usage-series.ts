import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

export interface UsageSeriesQuery {
  from: string;
  to: string;
  bucket: "hour" | "day";
  by: "none" | "model" | "key" | "channel" | "endUser" | "team";
  teamId?: string | null;
  keyLineageId?: string | null;
  endUserId?: string | null;
  model?: string | null;
  channel?: string | null;
}

/** Usage over time, for charts. */
export function useUsageSeries(query: UsageSeriesQuery, { enabled = true } = {}) {
  return useQuery({
    queryKey: ["usage", "series", query],
    queryFn: ({ signal }) => api<UsageSeriesJson>("/usage/series", { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: 60_000,
  });
}
