"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { errorMessage } from "#components/api-client.ts";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { STACKS, type Stack } from "#components/usage/group-by.ts";
import { MEASURES, measureUnit, seriesPoints } from "#components/usage/series-points.ts";
import { usageHref } from "#components/usage/usage-href.ts";
import { useMeasure } from "#components/usage/use-measure.ts";
import type { Range } from "#components/usage/use-range.ts";
import { useSeriesWords } from "#components/usage/use-series-words.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

export interface UsageCardProps {
  query: UseQueryResult<UsageSeriesJson>;
  by: Stack;
  onByChange: (by: Stack) => void;
  range: Range;
  /** Of one team alone, which is then no stack. */
  teamId?: string;
  /** What to do about an empty chart. */
  emptyAction?: ReactNode;
}

/** Usage over time, stacked by what the viewer chooses. */
export function UsageCard({ query, by, onByChange, range, teamId, emptyAction }: UsageCardProps) {
  const t = useTranslations("overview.chart");
  const usage = useTranslations("usage");
  const [measure, setMeasure] = useMeasure();
  const words = useSeriesWords();
  const { data } = query;
  const { today } = range;
  const chart = useMemo(
    () => data && seriesPoints({ data, measure, words, today, now: new Date() }),
    [data, measure, words, today],
  );
  const stacks = STACKS.filter((stack) => !teamId || stack !== "team");
  return (
    <Card
      title={t("title")}
      description={data?.bucket === "hour" && usage("chart.hoursOf", { zone: data.timeZone })}
      actions={
        <>
          <Segmented
            label={usage("measure")}
            value={measure}
            onValueChange={setMeasure}
            options={MEASURES.map((value) => ({ value, label: usage(`measures.${value}`) }))}
          />
          <Select
            aria-label={t("stackBy")}
            size="sm"
            className="w-36"
            value={by}
            onValueChange={onByChange}
            options={stacks.map((value) => ({ value, label: usage(`by.${value}`) }))}
          />
        </>
      }
    >
      {query.isError && !data ? (
        <ErrorState
          description={errorMessage(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <TimeSeriesChart
          label={t("label", { measure: usage(`measures.${measure}`), by: usage(`by.${by}`) })}
          unit={measureUnit[measure]}
          bucket={data?.bucket ?? "day"}
          timeZone={data?.timeZone ?? "UTC"}
          series={chart?.series ?? []}
          points={chart?.points}
          height={280}
          syncId="overview"
          pointHref={(at) =>
            usageHref({ from: at.slice(0, 10), to: at.slice(0, 10), groupBy: by, team: teamId, measure })
          }
          empty={
            <EmptyState
              className="py-4"
              title={t("emptyTitle")}
              description={t("emptyText")}
              action={emptyAction ?? <ButtonLink href="/teams">{t("goToTeams")}</ButtonLink>}
            />
          }
        />
      )}
    </Card>
  );
}
