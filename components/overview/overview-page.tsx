"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Activity } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { ActivityCard } from "#components/overview/activity-card.tsx";
import { ConnectionsCard } from "#components/overview/connections-card.tsx";
import { FirstSteps } from "#components/overview/first-steps.tsx";
import { HealthCharts } from "#components/overview/health-charts.tsx";
import { LimitsCard } from "#components/overview/limits-card.tsx";
import { OverviewStats } from "#components/overview/overview-stats.tsx";
import { UsageCard } from "#components/overview/usage-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { STACKS } from "#components/usage/group-by.ts";
import { RangePicker } from "#components/usage/range-picker.tsx";
import { useRange } from "#components/usage/use-range.ts";
import { useUsageSeries } from "#components/usage/use-usage-series.ts";
import type { OverviewJson } from "#lib/http/resources/overview.ts";

/** Each card in a boundary of its own: so they come to life one after another, and the page answers in between. */
export function OverviewPage({ isOperator }: { isOperator: boolean }) {
  const t = useTranslations("overview");
  const range = useRange();
  const [by, setBy] = useQueryState("by", parseAsStringLiteral(STACKS).withDefault("model"));
  const { from, to, compareFrom, bucket } = range;

  const overview = useQuery({
    queryKey: ["overview", { from, to, compareFrom }],
    queryFn: ({ signal }) => api<OverviewJson>("/overview", { query: { from, to, compareFrom }, signal }),
    placeholderData: keepPreviousData,
    // Health and limits move while nobody reloads.
    refetchInterval: 60_000,
  });
  const series = useUsageSeries({ from, to, bucket, by });
  const hasTeams = overview.data?.hasTeams !== false;

  const header = (
    <PageHeader
      title={t("title")}
      description={isOperator ? t("descriptionOperator") : t("descriptionMember")}
      actions={hasTeams && <RangePicker range={range} />}
    />
  );
  if (!hasTeams) {
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
              title={t("failed")}
              description={errorMessage(overview.error)}
              onRetry={() => overview.refetch()}
              retrying={overview.isFetching}
              className="py-6"
            />
          </Card>
        ) : (
          <Activity>
            <OverviewStats data={overview.data} series={series.data} range={range} />
          </Activity>
        )}
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
          <Activity>
            <UsageCard query={series} by={by} onByChange={setBy} range={range} />
          </Activity>
          <Activity>
            <ActivityCard />
          </Activity>
        </div>
        {!failed && (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Activity>
              <LimitsCard limits={overview.data?.limits} />
              <ConnectionsCard connections={overview.data?.connections} />
            </Activity>
          </div>
        )}
        <Activity>
          <HealthCharts query={series} range={range} />
        </Activity>
      </div>
    </>
  );
}
