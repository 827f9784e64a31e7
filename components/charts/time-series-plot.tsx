"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Area, Bar, BarStack, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "#components/charts/chart-tooltip.tsx";
import { type Drawing, type PlotLayout, TICK_SIZE, X_AXIS_HEIGHT } from "#components/charts/plot-layout.ts";
import {
  AREA_OPACITY,
  BAR_GAP,
  LINE_WIDTH,
  OVERLAY_DASHES,
  RADIUS,
  WIDEST_BAR,
} from "#components/charts/plot-marks.ts";
import type { Point } from "#components/charts/series.ts";
import { useFormat } from "#components/use-format.ts";

const tick = { fill: "var(--ink-subtle)", fontSize: TICK_SIZE };

/** The drawing that is read point by point, loaded once somebody does (`Plot`). Arrow keys walk through the points. */
export function TimeSeriesPlot({ drawing, layout }: { drawing: Drawing; layout: PlotLayout }) {
  const { label, unit, bucket, kind, series, overlay, points, timeZone, syncId, pointHref } = drawing;
  const { width, height, mirrored, margin, axisWidth, xTicks, yTicks } = layout;
  const t = useTranslations("usage.chart");
  const format = useFormat();
  const router = useRouter();
  const rows = useMemo(() => [...points], [points]);
  // A key such as "google/gemini-2.0" would be read as a path, so the value is looked up here.
  const marks = series.map((one) => ({
    key: one.key,
    name: one.label,
    dataKey: (point: Point) => {
      const value = point.values[one.key];
      return value === undefined && kind === "line" ? null : Number(value ?? 0);
    },
    fill: one.color,
    isAnimationActive: false,
  }));
  const single = points.length === 1;
  const lineLooks = { strokeWidth: LINE_WIDTH[kind], dot: single, type: "monotone" } as const;
  return (
    <ComposedChart
      width={width}
      height={height}
      style={{ cursor: pointHref && "pointer" }}
      data={rows}
      margin={margin}
      barCategoryGap={`${BAR_GAP * 100}%`}
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
        ticks={xTicks.map(({ at }) => at)}
        tickFormatter={(at: string) => xTicks.find((one) => one.at === at)?.label ?? ""}
        interval={0}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickMargin={6}
        height={X_AXIS_HEIGHT}
        {...(kind === "bar" ? {} : { scale: single ? ("band" as const) : ("point" as const) })}
      />
      <YAxis
        orientation={mirrored ? "right" : "left"}
        tickFormatter={(value: number) => yTicks.find((one) => one.value === value)?.label ?? ""}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickMargin={4}
        ticks={yTicks.map(({ value }) => value)}
        domain={[0, yTicks.at(-1)?.value ?? 1]}
        interval={0}
        width={axisWidth}
      />
      <Tooltip
        cursor={kind === "bar" ? { fill: "var(--hover)" } : { stroke: "var(--line-strong)" }}
        isAnimationActive={false}
        wrapperStyle={{ zIndex: 20, outline: "none", direction: mirrored ? "rtl" : "ltr" }}
        content={({ active, label: at }) =>
          active && typeof at === "string" ? (
            <ChartTooltip
              title={format.bucket(at, bucket, { timeZone, long: true })}
              unit={unit}
              total={kind === "bar" && unit !== "ms" && unit !== "share"}
              series={series}
              overlay={overlay}
              point={points.find((point) => point.at === at)}
            />
          ) : null
        }
      />
      {kind === "bar" && (
        <BarStack radius={[RADIUS, RADIUS, 0, 0]}>
          {marks.map(({ key, ...mark }) => (
            <Bar key={key} {...mark} maxBarSize={WIDEST_BAR} />
          ))}
        </BarStack>
      )}
      {kind === "area" &&
        marks.map(({ key, ...mark }) => (
          <Area key={key} {...mark} {...lineLooks} stroke={mark.fill} fillOpacity={AREA_OPACITY} />
        ))}
      {kind === "line" &&
        marks.map(({ key, fill, ...mark }) => <Line key={key} {...mark} {...lineLooks} stroke={fill} connectNulls />)}
      {overlay && (
        <Line
          name={overlay.label}
          dataKey={(point: Point) => Number(point.values[overlay.key] ?? 0)}
          stroke="var(--ink-subtle)"
          strokeWidth={LINE_WIDTH.overlay}
          strokeDasharray={OVERLAY_DASHES}
          dot={false}
          activeDot={false}
          type="monotone"
          isAnimationActive={false}
        />
      )}
    </ComposedChart>
  );
}
