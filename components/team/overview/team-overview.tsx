"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Activity, useId } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { HealthCharts } from "#components/overview/health-charts.tsx";
import { OverviewStats } from "#components/overview/overview-stats.tsx";
import { UsageCard } from "#components/overview/usage-card.tsx";
import { OnboardingChecklist } from "#components/team/onboarding-checklist.tsx";
import { ConnectionsCard } from "#components/team/overview/connections-card.tsx";
import { LimitsCard } from "#components/team/overview/limits-card.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { limitsQuery } from "#components/team/team-queries.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { STACKS } from "#components/usage/group-by.ts";
import { RangePicker } from "#components/usage/range-picker.tsx";
import { useRange } from "#components/usage/use-range.ts";
import { useUsageSeries } from "#components/usage/use-usage-series.ts";
import type { OverviewJson } from "#lib/http/resources/overview.ts";

/** One team's figures in its own days, its limits and its connections; each card comes to life by itself. */
export function TeamOverview() {
  const t = useTranslations("overview");
  const { team, canWrite } = useTeam();
  const headingId = useId();
  const range = useRange({ timeZone: team.timeZone });
  const [chosen, setBy] = useQueryState("by", parseAsStringLiteral(STACKS).withDefault("model"));
  const by = chosen === "team" ? "model" : chosen;
  const { from, to, compareFrom, bucket } = range;
  const query = { teamId: team.id, from, to, compareFrom };
  const overview = useQuery({
    queryKey: ["overview", query],
    queryFn: ({ signal }) => api<OverviewJson>("/overview", { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const series = useUsageSeries({ from, to, bucket, by, teamId: team.id });
  const limits = useQuery(limitsQuery(team.id));

  return (
    <div className="flex flex-col gap-4">
      <Activity>
        <OnboardingChecklist />
      </Activity>
      <section aria-labelledby={headingId} className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id={headingId} className="font-semibold text-base">
            {t("team.usage")}
            <span className="ms-2 font-normal text-ink-subtle text-xs">{t("team.days", { zone: team.timeZone })}</span>
          </h2>
          <RangePicker range={range} />
        </div>
        {overview.isError && !overview.data ? (
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
            <OverviewStats data={overview.data} series={series.data} range={range} teamId={team.id} />
          </Activity>
        )}
        <Activity>
          <UsageCard
            query={series}
            by={by}
            onByChange={setBy}
            range={range}
            teamId={team.id}
            emptyAction={
              canWrite && <ButtonLink href={`/teams/${team.id}/connections`}>{t("team.connectBot")}</ButtonLink>
            }
          />
        </Activity>
      </section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Activity>
          <LimitsCard limits={limits} near={overview.data?.limits} />
          <ConnectionsCard connections={overview} />
        </Activity>
      </div>
      <Activity>
        <HealthCharts query={series} range={range} />
      </Activity>
    </div>
  );
}
