"use client";

import { useMemo } from "react";
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  BarStack,
  CartesianGrid,
  Line,
  LineChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartTooltip } from "#components/charts/chart-tooltip.tsx";
import type { Point, Series } from "#components/charts/series.ts";
import { type Bucket, formatBucket, formatValue, type Unit } from "#components/format.ts";

export interface TimeSeriesPlotProps {
  label: string;
  unit: Unit;
  bucket: Bucket;
  kind: "bar" | "area" | "line";
  stacked: boolean;
  series: readonly Series[];
  points: readonly Point[];
  timeZone?: string;
}

const charts = { bar: BarChart, area: AreaChart, line: LineChart };
const tick = { fill: "var(--ink-subtle)", fontSize: 11 };

/** The drawing itself, loaded on its own by `TimeSeriesChart`. Arrow keys walk through the points. */
export function TimeSeriesPlot({ label, unit, bucket, kind, stacked, series, points, timeZone }: TimeSeriesPlotProps) {
  const rows = useMemo(() => [...points], [points]);
  // A key such as "google/gemini-2.0" would be read as a path, so the value is looked up here.
  const marks = series.map((one) => ({ ...one, value: (point: Point) => Number(point.values[one.key] ?? 0) }));
  const Chart = charts[kind];
  return (
    <Chart
      responsive
      style={{ width: "100%", height: "100%" }}
      data={rows}
      margin={{ top: 6, right: 4, bottom: 0, left: 0 }}
      barCategoryGap="18%"
      accessibilityLayer
      aria-label={`${label}. Use the arrow keys to read the points.`}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        tickFormatter={(at: string) => formatBucket(at, bucket, { timeZone })}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        minTickGap={36}
        tickMargin={6}
        height={26}
      />
      <YAxis
        tickFormatter={(value: number) => formatValue(unit, value, { compact: true })}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickMargin={4}
        tickCount={5}
        width="auto"
        allowDecimals={unit === "share"}
      />
      <Tooltip
        cursor={kind === "bar" ? { fill: "var(--hover)" } : { stroke: "var(--line-strong)" }}
        isAnimationActive={false}
        wrapperStyle={{ zIndex: 20, outline: "none" }}
        content={({ active, label: at }) =>
          active && typeof at === "string" ? (
            <ChartTooltip
              title={formatBucket(at, bucket, { timeZone, long: true })}
              unit={unit}
              total={stacked && unit !== "ms" && unit !== "share"}
              series={series}
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
              name={one.label}
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
            name={one.label}
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
            name={one.label}
            dataKey={one.value}
            stackId={stacked ? "all" : undefined}
            stroke={one.color}
            strokeWidth={1.5}
            fill={one.color}
            fillOpacity={stacked ? 0.55 : 0.14}
            type="monotone"
            isAnimationActive={false}
          />
        ))}
      {kind === "line" &&
        marks.map((one) => (
          <Line
            key={one.key}
            name={one.label}
            dataKey={one.value}
            stroke={one.color}
            strokeWidth={1.75}
            dot={false}
            type="monotone"
            isAnimationActive={false}
          />
        ))}
    </Chart>
  );
}
