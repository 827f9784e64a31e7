"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { errorMessage } from "#components/api-client.ts";
import type { Point, Series } from "#components/charts/series.ts";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { bucketTotals, errorPoints, latencyPoints, seriesPoints } from "#components/usage/series-points.ts";
import { usageHref } from "#components/usage/usage-href.ts";
import { EXPLORER_MEASURES, explorerUnit, type useExplorer } from "#components/usage/use-explorer.ts";
import type { Range } from "#components/usage/use-range.ts";
import { useSeriesWords } from "#components/usage/use-series-words.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

const BEFORE = "__before";

export interface ExplorerChartProps {
  query: UseQueryResult<UsageSeriesJson>;
  /** The period before, for a dashed line. */
  before: UsageSeriesJson | undefined;
  explorer: ReturnType<typeof useExplorer>;
  range: Range;
}

/** The same question as the table below, over time. */
export function ExplorerChart({ query, before, explorer, range }: ExplorerChartProps) {
  const t = useTranslations("usage");
  const { measure, groupBy, filters } = explorer;
  const chart = useChart({ data: query.data, before, explorer, today: range.today });
  const lines = measure === "latency";
  return (
    <Card
      title={t("overTime")}
      description={query.data?.bucket === "hour" && t("chart.hoursOf", { zone: query.data.timeZone })}
      actions={
        <Segmented
          label={t("measure")}
          className="max-w-full overflow-x-auto"
          value={measure}
          onValueChange={explorer.setMeasure}
          options={EXPLORER_MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
        />
      }
    >
      {query.isError && !query.data ? (
        <ErrorState
          description={errorMessage(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <TimeSeriesChart
          label={t("chart.overTimeLabel", { measure: t(`measures.${measure}`) })}
          unit={explorerUnit[measure]}
          bucket={query.data?.bucket ?? "day"}
          timeZone={query.data?.timeZone ?? "UTC"}
          kind={lines ? "line" : measure === "errors" ? "area" : "bar"}
          series={chart?.series ?? []}
          points={chart?.points}
          overlay={chart?.overlay}
          height={220}
          pointHref={(at) => {
            const day = at.slice(0, 10);
            return usageHref({
              ...filters,
              from: day,
              to: day,
              groupBy: groupBy === "day" ? "team" : groupBy,
              measure,
            });
          }}
        />
      )}
    </Card>
  );
}

interface Chart {
  series: readonly Series[];
  points: readonly Point[];
  overlay?: Series | undefined;
}

function useChart(options: {
  data: UsageSeriesJson | undefined;
  before: UsageSeriesJson | undefined;
  explorer: ExplorerChartProps["explorer"];
  today: string;
}): Chart | undefined {
  const t = useTranslations("usage");
  const words = useSeriesWords();
  const { data, before, today } = options;
  const { measure } = options.explorer;
  return useMemo(() => {
    if (!data) return undefined;
    const shown = { data, today, now: new Date() };
    if (measure === "latency") {
      const series = [
        { key: "p50", label: t("chart.p50"), color: "var(--chart-2)" },
        { key: "p95", label: t("chart.p95"), color: "var(--chart-1)" },
      ];
      return { series, points: latencyPoints(shown) };
    }
    if (measure === "errors") {
      const series = [{ key: "errors", label: t("measures.errors"), color: "var(--danger)" }];
      return { series, points: errorPoints(shown) };
    }
    const only = data.by === "none" ? t(`measures.${measure}`) : undefined;
    const { series, points } = seriesPoints({ ...shown, measure, words: only ? { ...words, none: only } : words });
    if (!before) return { series, points };
    // A period that has not ended is laid over as much of the one before.
    const past = bucketTotals({ ...shown, data: before, measure });
    if (past.every((value) => value === 0)) return { series, points };
    return {
      series,
      points: points.map(({ at, values }, index) => ({ at, values: { ...values, [BEFORE]: past[index] ?? 0 } })),
      overlay: { key: BEFORE, label: t("chart.before") },
    };
  }, [data, before, measure, today, words, t]);
}
