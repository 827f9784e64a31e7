"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartColumn, Download, SearchX } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ApiError, api, errorMessage } from "#components/api-client.ts";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { useTeams } from "#components/teams/use-teams.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { dayRange, RANGES, rangeOptions } from "#components/usage/day-range.ts";
import { downloadText } from "#components/usage/download-text.ts";
import { GROUPS, groupOptions } from "#components/usage/group-by.ts";
import { MEASURES, measureOptions, measureUnit, seriesPoints } from "#components/usage/series-points.ts";
import { usageCsv } from "#components/usage/usage-csv.ts";
import { UsageTable } from "#components/usage/usage-table.tsx";
import { UsageTotals } from "#components/usage/usage-totals.tsx";
import { useUsageSeries } from "#components/usage/use-usage-series.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

const parsers = {
  range: parseAsStringLiteral(RANGES).withDefault("30"),
  groupBy: parseAsStringLiteral(GROUPS).withDefault("day"),
  team: parseAsString,
};

export function UsagePage() {
  const [{ range: days, groupBy, team }, setFilters] = useQueryStates(parsers, { history: "push" });
  const [measure, setMeasure] = useQueryState("measure", parseAsStringLiteral(MEASURES).withDefault("cost"));
  const teams = useTeams();
  const chosen = teams.data?.find(({ id }) => id === team);
  const { from, to, today } = dayRange({ days: Number(days), now: new Date(), timeZone: chosen?.timeZone });
  const query = { from, to, groupBy, teamId: team };
  const report = useQuery({
    queryKey: ["usage", "report", query],
    queryFn: ({ signal }) => api<UsageReportJson>("/usage", { query, signal }),
    placeholderData: keepPreviousData,
  });
  const series = useUsageSeries({ from, to, by: groupBy === "day" ? "none" : groupBy, teamId: team });
  const chart = useMemo(
    () => series.data && seriesPoints({ data: series.data, measure, today }),
    [series.data, measure, today],
  );
  const teamOptions = (teams.data ?? [])
    .map(({ id, displayName, platformName }) => ({ value: id, label: displayName, description: platformName }))
    .sort((a, b) => a.label.localeCompare(b.label));

  function exportCsv() {
    if (!report.data) return;
    const name = ["usage", chosen?.platformName, `by-${groupBy}`, from, today].filter(Boolean).join("_");
    downloadText({ name: `${name}.csv`, type: "text/csv", text: usageCsv(report.data) });
  }

  const unknownTeam = team !== null && report.error instanceof ApiError && [404, 422].includes(report.error.status);
  return (
    <>
      <PageHeader
        title="Usage"
        description="What was used and what it cost, as soon as it is answered."
        actions={
          <Button onClick={exportCsv} disabled={!report.data || report.data.rows.length === 0}>
            <Download aria-hidden />
            Export CSV
          </Button>
        }
      />
      <search className="mb-4 flex flex-wrap items-center gap-2" aria-label="Filters">
        <Combobox
          aria-label="Team"
          className="w-full sm:w-56"
          options={teamOptions}
          value={team}
          onValueChange={(next) => setFilters({ team: next })}
          placeholder="All teams"
          clearable={team !== null}
          empty="No team matches."
        />
        <Select
          aria-label="Group by"
          className="w-36"
          value={groupBy}
          onValueChange={(next) => setFilters({ groupBy: next })}
          options={groupOptions}
        />
        <Segmented
          label="Range"
          className="h-8 sm:ms-auto"
          value={days}
          onValueChange={(range) => setFilters({ range })}
          options={rangeOptions}
        />
      </search>
      {unknownTeam ? (
        <Card>
          <EmptyState
            icon={<SearchX />}
            title="There is no such team"
            description="The link names one that doesn’t exist, or that isn’t yours."
            action={<Button onClick={() => setFilters({ team: null })}>Show all teams</Button>}
          />
        </Card>
      ) : report.isError && !report.data ? (
        <Card>
          <ErrorState
            title="The usage couldn’t be loaded"
            description={errorMessage(report.error)}
            onRetry={() => report.refetch()}
            retrying={report.isFetching}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-4">
          <UsageTotals totals={report.data?.totals} />
          <Card
            title="Over time"
            actions={<Segmented label="Measure" value={measure} onValueChange={setMeasure} options={measureOptions} />}
          >
            {series.isError && !series.data ? (
              <ErrorState
                description={errorMessage(series.error)}
                onRetry={() => series.refetch()}
                retrying={series.isFetching}
              />
            ) : (
              <TimeSeriesChart
                label={`Usage over time, ${measure}`}
                unit={measureUnit[measure]}
                bucket="day"
                series={chart?.series ?? []}
                points={chart?.points}
                height={220}
              />
            )}
          </Card>
          <Card flush>
            <UsageTable
              groupBy={groupBy}
              report={report.data}
              rowHref={groupBy === "team" ? (row) => `/usage?range=${days}&team=${row.group}&groupBy=model` : undefined}
              empty={
                <EmptyState
                  icon={<ChartColumn />}
                  title="Nothing was used in this range"
                  description="Choose a longer range or another team. A call or a chat shows up here at once."
                  action={
                    days === "90" ? (
                      <ButtonLink href="/sandbox">Try a chat in the sandbox</ButtonLink>
                    ) : (
                      <Button onClick={() => setFilters({ range: "90" })}>Look at 90 days</Button>
                    )
                  }
                />
              }
            />
          </Card>
        </div>
      )}
    </>
  );
}
