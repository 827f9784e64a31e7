"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { errorMessage } from "#components/api-client.ts";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { errorPoints, latencyPoints } from "#components/usage/series-points.ts";
import type { Range } from "#components/usage/use-range.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

/** How fast and how surely answers come, from the same data as the usage beside it. */
export function HealthCharts({ query, range }: { query: UseQueryResult<UsageSeriesJson>; range: Range }) {
  const t = useTranslations("usage");
  const { data } = query;
  const { today } = range;
  const latency = useMemo(() => data && latencyPoints({ data, today, now: new Date() }), [data, today]);
  const errors = useMemo(() => data && errorPoints({ data, today, now: new Date() }), [data, today]);
  const shared = {
    bucket: data?.bucket ?? "day",
    timeZone: data?.timeZone ?? "UTC",
    height: 180,
    syncId: "overview",
  } as const;
  const failed = query.isError && !data && (
    <ErrorState description={errorMessage(query.error)} onRetry={() => query.refetch()} retrying={query.isFetching} />
  );
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title={t("measures.latency")} description={t("chart.latencyText")}>
        {failed || (
          <TimeSeriesChart
            {...shared}
            label={t("chart.latencyLabel")}
            unit="ms"
            kind="line"
            series={[
              { key: "p50", label: t("chart.p50"), color: "var(--chart-2)" },
              { key: "p95", label: t("chart.p95"), color: "var(--chart-1)" },
            ]}
            points={latency}
          />
        )}
      </Card>
      <Card title={t("measures.errors")} description={t("chart.errorsText")}>
        {failed || (
          <TimeSeriesChart
            {...shared}
            label={t("chart.errorsLabel")}
            unit="share"
            kind="area"
            series={[{ key: "errors", label: t("measures.errors"), color: "var(--danger)" }]}
            points={errors}
            empty={
              // Without a turn there is nothing to praise.
              data?.points.some(({ values }) => values.length > 0) && (
                <EmptyState
                  className="py-0"
                  icon={<CircleCheck />}
                  title={t("chart.noErrorsTitle")}
                  description={t("chart.noErrorsText")}
                />
              )
            }
          />
        )}
      </Card>
    </div>
  );
}
