"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { api, errorMessage } from "#components/api-client.ts";
import { ConnectionsCard } from "#components/overview/connections-card.tsx";
import { FirstSteps } from "#components/overview/first-steps.tsx";
import { LimitsCard } from "#components/overview/limits-card.tsx";
import { OverviewStats } from "#components/overview/overview-stats.tsx";
import { UsageCard } from "#components/overview/usage-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { dayRange, RANGES, rangeOptions } from "#components/usage/day-range.ts";
import { useUsageSeries } from "#components/usage/use-usage-series.ts";
import type { OverviewJson } from "#lib/http/resources/overview.ts";

const BY = ["model", "team", "channel"] as const;

export function OverviewPage({ isOperator }: { isOperator: boolean }) {
  const [days, setDays] = useQueryState("range", parseAsStringLiteral(RANGES).withDefault("30"));
  const [by, setBy] = useQueryState("by", parseAsStringLiteral(BY).withDefault("model"));
  const { from, to, today, compareFrom } = dayRange({ days: Number(days), now: new Date() });

  const overview = useQuery({
    queryKey: ["overview", { from, to, compareFrom }],
    queryFn: ({ signal }) => api<OverviewJson>("/overview", { query: { from, to, compareFrom }, signal }),
    placeholderData: keepPreviousData,
    // Health and limits move while nobody reloads.
    refetchInterval: 60_000,
  });
  const series = useUsageSeries({ from, to, by });

  const header = (
    <PageHeader
      title="Overview"
      description={
        isOperator ? "Every team’s usage, limits and connections." : "Your teams’ usage, limits and connections."
      }
      actions={
        overview.data?.hasTeams !== false && (
          <Segmented label="Range" value={days} onValueChange={setDays} options={rangeOptions} />
        )
      }
    />
  );
  if (overview.data?.hasTeams === false) {
    return (
      <>
        {header}
        <FirstSteps isOperator={isOperator} />
      </>
    );
  }
  const failed = overview.isError && !overview.data;
  return (
    <>
      {header}
      <div className="flex flex-col gap-4">
        {failed ? (
          <Card>
            <ErrorState
              title="The figures couldn’t be loaded"
              description={errorMessage(overview.error)}
              onRetry={() => overview.refetch()}
              retrying={overview.isFetching}
              className="py-6"
            />
          </Card>
        ) : (
          <OverviewStats data={overview.data} series={series.data} today={today} days={days} />
        )}
        <UsageCard query={series} today={today} by={by} onByChange={setBy} days={days} />
        {!failed && (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <LimitsCard limits={overview.data?.limits} />
            <ConnectionsCard connections={overview.data?.connections} />
          </div>
        )}
      </div>
    </>
  );
}
