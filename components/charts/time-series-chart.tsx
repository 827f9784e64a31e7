"use client";

import { ChartColumnStacked, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useMemo, useState } from "react";
import { ChartLegend } from "#components/charts/chart-legend.tsx";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { Plot } from "#components/charts/plot.tsx";
import type { Drawing } from "#components/charts/plot-layout.ts";
import { type Point, seriesColor } from "#components/charts/series.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Of the series at most six and "Other": fold the tail with `topSeries`. */
export interface TimeSeriesChartProps extends Omit<Drawing, "points" | "kind"> {
  /** Undefined while it loads. */
  points: readonly Point[] | undefined;
  kind?: Drawing["kind"];
  /** Of the plot alone, in pixels. */
  height?: number;
  /** Shown when there is no point or all are zero. */
  empty?: ReactNode;
}

export function TimeSeriesChart({ points, height = 240, empty, kind = "bar", ...rest }: TimeSeriesChartProps) {
  const { label, series } = rest;
  const t = useTranslations("usage.chart");
  const [view, setView] = useState<"chart" | "table">("chart");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const headingId = useId();
  const coloured = useMemo(() => series.map((one, i) => ({ ...one, color: seriesColor(one, i) })), [series]);
  const nothing = points?.every((point) => series.every(({ key }) => Number(point.values[key] ?? 0) === 0));
  const drawing = points && !nothing && { ...rest, kind, points, series: coloured };
  const visible = drawing && { ...drawing, series: coloured.filter(({ key }) => !hidden.has(key)) };

  function toggle(key: string) {
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after.size === series.length ? new Set() : after;
    });
  }

  return (
    <figure aria-labelledby={headingId} className="flex min-w-0 flex-col gap-3">
      <figcaption id={headingId} className="sr-only">
        {label}
      </figcaption>
      <div className="flex items-start gap-3">
        <div className="-ms-1.5 min-w-0 flex-1">
          {drawing && <ChartLegend drawing={drawing} hidden={hidden} onToggle={toggle} />}
        </div>
        {!nothing && (
          <Segmented
            label={t("showAs", { label })}
            className="shrink-0"
            iconOnly
            value={view}
            onValueChange={setView}
            options={[
              { value: "chart", label: t("asChart"), icon: <ChartColumnStacked aria-hidden /> },
              { value: "table", label: t("asTable"), icon: <Table2 aria-hidden /> },
            ]}
          />
        )}
      </div>
      {points === undefined ? (
        <div style={{ height }} role="status" aria-label={t("loading", { label })}>
          <Skeleton className="size-full rounded-md" />
        </div>
      ) : !drawing || !visible ? (
        <div className="grid place-items-center" style={{ minHeight: height }}>
          {empty ?? <EmptyState title={t("emptyTitle")} description={t("emptyText")} className="py-0" />}
        </div>
      ) : view === "table" ? (
        <ChartTable drawing={drawing} />
      ) : (
        <Plot drawing={visible} height={height} />
      )}
    </figure>
  );
}
