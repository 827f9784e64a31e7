import { type ComponentType, startTransition, useCallback, useEffect, useId, useState } from "react";
import type { Drawing, PlotLayout } from "#components/charts/plot-layout.ts";

type LivePlot = ComponentType<{ drawing: Drawing; layout: PlotLayout }>;

/** Of each group of charts, what wakes its members. */
const groups = new Map<string, Set<() => void>>();

/**
 * The drawing that answers to pointer and keys: null until `wake` is called, by this chart or by one of its group, which
 * show the same point at once and so wake together. A load that fails leaves the plain drawing, until it is tried again.
 */
export function useLivePlot(syncId: string | undefined): { LivePlot: LivePlot | null; wake: () => void } {
  const own = useId();
  const group = syncId ?? own;
  const [plot, setPlot] = useState<{ LivePlot: LivePlot } | null>(null);

  useEffect(() => {
    const load = () =>
      void import("#components/charts/time-series-plot.tsx").then(
        ({ TimeSeriesPlot }) => startTransition(() => setPlot({ LivePlot: TimeSeriesPlot })),
        () => undefined,
      );
    const members = groups.get(group) ?? new Set();
    groups.set(group, members.add(load));
    return () => {
      members.delete(load);
      if (members.size === 0) groups.delete(group);
    };
  }, [group]);

  const wake = useCallback(() => {
    for (const load of groups.get(group) ?? []) load();
  }, [group]);
  return { LivePlot: plot?.LivePlot ?? null, wake };
}
