"use client";

import { useDirection } from "@base-ui/react/direction-provider";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Area, Bar, BarStack, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "#components/charts/chart-tooltip.tsx";
import { niceTicks } from "#components/charts/nice-ticks.ts";
import type { Point, Series } from "#components/charts/series.ts";
import type { Bucket, Unit } from "#components/format.ts";
import { useFormat } from "#components/use-format.ts";

export interface TimeSeriesPlotProps {
  label: string;
  unit: Unit;
  bucket: Bucket;
  kind: "bar" | "area" | "line";
  stacked: boolean;
  series: readonly Series[];
  overlay?: Series | undefined;
  points: readonly Point[];
  timeZone?: string | undefined;
  syncId?: string | undefined;
  pointHref?: ((at: string) => string) | undefined;
}

/** Ten thousand dollars. */
const COMPACT_FROM_NANO = 1e13;
const tick = { fill: "var(--ink-subtle)", fontSize: 11 };

/** The drawing itself, loaded on its own by `TimeSeriesChart`. Arrow keys walk through the points. */
export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { label, unit, bucket, kind, stacked, series, overlay, points, timeZone, syncId, pointHref } = props;
  const t = useTranslations("usage.chart");
  const format = useFormat();
  const router = useRouter();
  const direction = useDirection();
  const mirrored = direction === "rtl";
  const rows = useMemo(() => [...points], [points]);
  // A key such as "google/gemini-2.0" would be read as a path, so the value is looked up here.
  const marks = series.map((one) => ({
    name: one.label,
    color: one.color,
    key: one.key,
    value: (point: Point) => {
      const value = point.values[one.key];
      return value === undefined && kind === "line" ? null : Number(value ?? 0);
    },
  }));
  const single = points.length === 1;
  const ticks = niceTicks({ max: highest(props), whole: unit !== "share" && unit !== "usd" });
  // Cents are too coarse for the ticks of a cheap day.
  const compact = unit !== "usd" || (ticks.at(-1) ?? 0) >= COMPACT_FROM_NANO;
  return (
    <ComposedChart
      responsive
      style={{ width: "100%", height: "100%", cursor: pointHref && "pointer" }}
      data={rows}
      margin={mirrored ? { top: 6, right: 0, bottom: 0, left: 4 } : { top: 6, right: 4, bottom: 0, left: 0 }}
      barCategoryGap="18%"
      accessibilityLayer
      aria-label={t("keys", { label })}
      {...(syncId && { syncId })}
      {...(pointHref && {
        onClick: ({ activeLabel }) => typeof activeLabel === "string" && router.push(pointHref(activeLabel)),
      })}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        reversed={mirrored}
        tickFormatter={(at: string) => format.bucket(at, bucket, { timeZone })}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        minTickGap={36}
        tickMargin={6}
        height={26}
        {...(kind === "bar" ? {} : { scale: single ? ("band" as const) : ("point" as const) })}
      />
      <YAxis
        orientation={mirrored ? "right" : "left"}
        tickFormatter={(value: number) =>
          // "0 ms" below "2s" would read as another scale.
          value === 0 && unit === "ms" ? format.count(0) : format.value(unit, value, { compact })
        }
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickMargin={4}
        ticks={ticks}
        domain={[0, ticks.at(-1) ?? 1]}
        interval={0}
        width="auto"
      />
      <Tooltip
        cursor={kind === "bar" ? { fill: "var(--hover)" } : { stroke: "var(--line-strong)" }}
        isAnimationActive={false}
        wrapperStyle={{ zIndex: 20, outline: "none", direction }}
        content={({ active, label: at }) =>
          active && typeof at === "string" ? (
            <ChartTooltip
              title={format.bucket(at, bucket, { timeZone, long: true })}
              unit={unit}
              total={stacked && unit !== "ms" && unit !== "share"}
              series={series}
              overlay={overlay}
              point={points.find((point) => point.at === at)}
            />
          ) : null
        }
      />
      {kind === "bar" && stacked && (
        <BarStack radius={[2, 2, 0, 0]}>
          {marks.map((one) => (
            <Bar
              key={one.key}
              name={one.name}
              dataKey={one.value}
              fill={one.color}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ))}
        </BarStack>
      )}
      {kind === "bar" &&
        !stacked &&
        marks.map((one) => (
          <Bar
            key={one.key}
            name={one.name}
            dataKey={one.value}
            fill={one.color}
            maxBarSize={28}
            radius={[2, 2, 0, 0]}
            isAnimationActive={false}
          />
        ))}
      {kind === "area" &&
        marks.map((one) => (
          <Area
            key={one.key}
            name={one.name}
            dataKey={one.value}
            stackId={stacked ? "all" : undefined}
            stroke={one.color}
            strokeWidth={1.5}
            fill={one.color}
            fillOpacity={stacked ? 0.55 : 0.14}
            dot={single}
            type="monotone"
            isAnimationActive={false}
          />
        ))}
      {kind === "line" &&
        marks.map((one) => (
          <Line
            key={one.key}
            name={one.name}
            dataKey={one.value}
            stroke={one.color}
            strokeWidth={1.75}
            dot={single}
            connectNulls
            type="monotone"
            isAnimationActive={false}
          />
        ))}
      {overlay && (
        <Line
          name={overlay.label}
          dataKey={(point: Point) => Number(point.values[overlay.key] ?? 0)}
          stroke="var(--ink-subtle)"
          strokeWidth={1.5}
          strokeDasharray="4 4"
          dot={false}
          activeDot={false}
          type="monotone"
          isAnimationActive={false}
        />
      )}
    </ComposedChart>
  );
}

/** The top of the tallest bar, area or line. */
function highest({ series, overlay, points, stacked, kind }: TimeSeriesPlotProps) {
  const tops = points.map(({ values }) => {
    const figures = series.map(({ key }) => Number(values[key] ?? 0));
    const top = stacked && kind !== "line" ? figures.reduce((sum, figure) => sum + figure, 0) : Math.max(0, ...figures);
    return overlay ? Math.max(top, Number(values[overlay.key] ?? 0)) : top;
  });
  return Math.max(0, ...tops);
}
