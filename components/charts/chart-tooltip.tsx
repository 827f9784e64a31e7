import { addAll, type Point, type Series } from "#components/charts/series.ts";
import { formatValue, type Unit } from "#components/format.ts";

export interface ChartTooltipProps {
  title: string;
  unit: Unit;
  total: boolean;
  series: readonly Series[];
  point: Point | undefined;
}

/** One point's exact figures, in the order of the stack from the top down. */
export function ChartTooltip({ title, unit, total, series, point }: ChartTooltipProps) {
  if (!point) return null;
  const entries = series.filter(({ key }) => Number(point.values[key] ?? 0) !== 0).toReversed();
  return (
    <div className="min-w-44 rounded-md bg-raised p-2.5 text-xs shadow-pop">
      <p className="mb-1.5 font-medium text-ink">{title}</p>
      <ul className="flex flex-col gap-1">
        {entries.length === 0 && <li className="text-ink-subtle">Nothing</li>}
        {entries.map((one) => (
          <li key={one.key} className="flex items-center gap-2">
            <span aria-hidden className="size-2 shrink-0 rounded-xs" style={{ background: one.color }} />
            <span className="max-w-48 flex-1 truncate text-ink-muted">{one.label}</span>
            <span className="tnum ms-3 font-medium text-ink">{formatValue(unit, point.values[one.key] ?? 0)}</span>
          </li>
        ))}
      </ul>
      {total && entries.length > 1 && (
        <p className="mt-1.5 flex justify-between gap-4 border-t pt-1.5 text-ink-muted">
          Total
          <span className="tnum font-medium text-ink">
            {formatValue(unit, addAll(series.map(({ key }) => point.values[key] ?? 0)))}
          </span>
        </p>
      )}
    </div>
  );
}
