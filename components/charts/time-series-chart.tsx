"use client";

import { ChartColumnStacked, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useMemo, useState } from "react";
import { ChartLegend } from "#components/charts/chart-legend.tsx";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { type Point, type Series, seriesColor } from "#components/charts/series.ts";
import type { Bucket, Unit } from "#components/format.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useSeen } from "#components/ui/use-seen.ts";

export interface TimeSeriesChartProps {
  /** Names the chart and its table. */
  label: string;
  unit: Unit;
  bucket: Bucket;
  /** At most six and "Other": fold the tail with `topSeries`. */
  series: readonly Series[];
  /** Drawn over the others as a dashed line and counted into no total: the period before. */
  overlay?: Series | undefined;
  /** Undefined while it loads. */
  points: readonly Point[] | undefined;
  kind?: "bar" | "area" | "line";
  stacked?: boolean;
  /** Of the plot alone, in pixels. */
  height?: number;
  /** For points that are instants: the zone they were counted in. */
  timeZone?: string;
  /** Charts of one group show the same point at once. */
  syncId?: string;
  /** Where a bucket's figures are counted: a click on the chart, a link in its table. */
  pointHref?: (at: string) => string;
  /** Shown when there is no point or all are zero. */
  empty?: ReactNode;
  /** Controls on the same line as the chart/table switch. */
  controls?: ReactNode;
}

// Recharts is the largest thing a page loads; nothing else has to wait for it.
const TimeSeriesPlot = dynamic(() => import("#components/charts/time-series-plot.tsx").then((m) => m.TimeSeriesPlot), {
  ssr: false,
  loading: () => <Skeleton className="size-full rounded-md" />,
});

export function TimeSeriesChart({ points, series, height = 240, empty, controls, ...props }: TimeSeriesChartProps) {
  const { label, unit, bucket, overlay, timeZone, kind = "bar", stacked = true, syncId, pointHref } = props;
  const t = useTranslations("usage.chart");
  const [view, setView] = useState<"chart" | "table">("chart");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const headingId = useId();
  const coloured = useMemo(() => series.map((one, i) => ({ ...one, color: seriesColor(one, i) })), [series]);
  const visible = useMemo(() => coloured.filter(({ key }) => !hidden.has(key)), [coloured, hidden]);
  const nothing = points?.every((point) => series.every(({ key }) => Number(point.values[key] ?? 0) === 0));

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
          {points && !nothing && (
            <ChartLegend
              unit={unit}
              series={coloured}
              overlay={overlay}
              points={points}
              hidden={hidden}
              onToggle={toggle}
            />
          )}
        </div>
        <div className="flex shrink-0 flex-wrap justify-end gap-2">
          {controls}
          {!nothing && (
            <Segmented
              label={t("showAs", { label })}
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
      </div>
      {points === undefined ? (
        <div style={{ height }} role="status" aria-label={t("loading", { label })}>
          <Skeleton className="size-full rounded-md" />
        </div>
      ) : nothing ? (
        <div className="grid place-items-center" style={{ minHeight: height }}>
          {empty ?? <EmptyState title={t("emptyTitle")} description={t("emptyText")} className="py-0" />}
        </div>
      ) : view === "table" ? (
        <ChartTable
          label={label}
          unit={unit}
          bucket={bucket}
          series={coloured}
          overlay={overlay}
          points={points}
          gaps={kind === "line"}
          timeZone={timeZone}
          pointHref={pointHref}
        />
      ) : (
        <Plot height={height}>
          <TimeSeriesPlot
            label={label}
            unit={unit}
            bucket={bucket}
            kind={kind}
            stacked={stacked}
            series={visible}
            overlay={overlay}
            points={points}
            timeZone={timeZone}
            syncId={syncId}
            pointHref={pointHref}
          />
        </Plot>
      )}
    </figure>
  );
}

/** Room for the plot, which is drawn once it is looked at: a page's charts further down cost nothing until then. */
function Plot({ height, children }: { height: number; children: ReactNode }) {
  const [ref, seen] = useSeen<HTMLDivElement>();
  return (
    // Mirrored by its axes where the language is: the letters of an SVG would else be laid out twice over.
    <div ref={ref} dir="ltr" style={{ height }} className="min-w-0">
      {seen ? children : <div className="size-full rounded-md bg-sunken" />}
    </div>
  );
}
