"use client";

import { useDirection } from "@base-ui/react/direction-provider";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type MouseEvent, useMemo, useRef } from "react";
import { type Drawing, layoutPlot, nearestPoint } from "#components/charts/plot-layout.ts";
import { StaticPlot } from "#components/charts/static-plot.tsx";
import { useHandover } from "#components/charts/use-handover.ts";
import { useLivePlot } from "#components/charts/use-live-plot.ts";
import { useMeasuredBox } from "#components/charts/use-measured-box.ts";
import { useFormat } from "#components/use-format.ts";

/**
 * A chart as plain paths, until somebody points at it, touches it or comes to it by keyboard: recharts, which takes longer
 * to load and mount than the rest of a page, then draws the same in the same places, and tells the figures.
 */
export function Plot({ drawing, height }: { drawing: Drawing; height: number }) {
  const t = useTranslations("usage.chart");
  const format = useFormat();
  const router = useRouter();
  const mirrored = useDirection() === "rtl";
  const box = useRef<HTMLDivElement>(null);
  const { width, textWidth } = useMeasuredBox(box);
  const layout = useMemo(
    () => width > 0 && layoutPlot({ drawing, width, height, mirrored, format, textWidth }),
    [drawing, width, height, mirrored, format, textWidth],
  );
  const { LivePlot, wake } = useLivePlot(drawing.syncId);
  const { points, pointHref } = drawing;
  const listeners = useHandover(box, LivePlot !== null);

  function open({ clientX, currentTarget }: MouseEvent<HTMLElement>) {
    if (!layout || !pointHref) return;
    const x = clientX - currentTarget.getBoundingClientRect().left;
    const point = points[nearestPoint({ x, layout, count: points.length })];
    if (point && x >= layout.left && x <= layout.right) router.push(pointHref(point.at));
  }

  return (
    // Mirrored by its axes where the language is: the letters of an SVG would else be laid out twice over.
    <div ref={box} dir="ltr" style={{ height }} className="min-w-0">
      {LivePlot && layout ? (
        <LivePlot drawing={drawing} layout={layout} />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, the table's links lead to the same places
        <div
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: likewise
          tabIndex={0}
          aria-label={t("keys", { label: drawing.label })}
          style={{ cursor: pointHref && "pointer" }}
          className="size-full"
          {...listeners(wake)}
          onClick={open}
        >
          {layout && <StaticPlot drawing={drawing} layout={layout} />}
        </div>
      )}
    </div>
  );
}
