import type { Drawing } from "#components/charts/plot-layout.ts";
import { seriesTotal } from "#components/charts/series.ts";
import type { Unit } from "#components/format.ts";
import { cn } from "#components/ui/cn.ts";
import { useFormat } from "#components/use-format.ts";

export interface ChartLegendProps {
  drawing: Drawing;
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

const summed: readonly Unit[] = ["tokens", "usd", "requests", "count"];

/** Every entry switches its series on and off. A single series shows its total alone. */
export function ChartLegend({ drawing, hidden, onToggle }: ChartLegendProps) {
  const { unit, series, overlay, points } = drawing;
  const format = useFormat();
  const total = (key: string) =>
    summed.includes(unit) && (
      <span className="tnum font-medium text-ink">
        {format.value(unit, seriesTotal(points, key), { compact: true })}
      </span>
    );
  return (
    <ul className="flex flex-wrap gap-x-1 gap-y-0.5">
      {series.map((one) => (
        <li key={one.key} className="min-w-0">
          <button
            type="button"
            aria-pressed={!hidden.has(one.key)}
            disabled={series.length === 1}
            onClick={() => onToggle(one.key)}
            className={cn(
              "flex h-6 max-w-full items-center gap-1.5 rounded-sm px-1.5 text-xs hover:not-disabled:bg-hover",
              hidden.has(one.key) ? "text-ink-subtle line-through" : "text-ink-muted",
            )}
          >
            <span
              aria-hidden
              className="size-2 shrink-0 rounded-xs"
              style={{ background: hidden.has(one.key) ? "var(--line-strong)" : one.color }}
            />
            <span className="truncate">
              <bdi>{one.label}</bdi>
            </span>
            {total(one.key)}
          </button>
        </li>
      ))}
      {overlay && (
        <li className="flex h-6 items-center gap-1.5 px-1.5 text-ink-muted text-xs">
          <span aria-hidden className="w-4 shrink-0 border-ink-subtle border-t-2 border-dashed" />
          {overlay.label}
          {total(overlay.key)}
        </li>
      )}
    </ul>
  );
}
