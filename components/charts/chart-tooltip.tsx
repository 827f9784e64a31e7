import { useTranslations } from "next-intl";
import { addAll, type Point, type Series } from "#components/charts/series.ts";
import type { Unit } from "#components/format.ts";
import { useFormat } from "#components/use-format.ts";

export interface ChartTooltipProps {
  title: string;
  unit: Unit;
  total: boolean;
  series: readonly Series[];
  overlay?: Series | undefined;
  point: Point | undefined;
}

/** One point's exact figures, in the order of the stack from the top down. */
export function ChartTooltip({ title, unit, total, series, overlay, point }: ChartTooltipProps) {
  const t = useTranslations("usage.chart");
  const format = useFormat();
  if (!point) return null;
  const entries = series.filter(({ key }) => Number(point.values[key] ?? 0) !== 0).toReversed();
  const sum = addAll(series.map(({ key }) => point.values[key] ?? 0));
  const before = overlay && point.values[overlay.key];
  return (
    <div className="min-w-44 rounded-md bg-raised p-2.5 text-xs shadow-pop">
      <p className="mb-1.5 font-medium text-ink">{title}</p>
      <ul className="flex flex-col gap-1">
        {entries.length === 0 && <li className="text-ink-subtle">{t("nothing")}</li>}
        {entries.map((one) => (
          <li key={one.key} className="flex items-center gap-2">
            <span aria-hidden className="size-2 shrink-0 rounded-xs" style={{ background: one.color }} />
            <span className="max-w-48 flex-1 truncate text-ink-muted">
              <bdi>{one.label}</bdi>
            </span>
            <span className="tnum ms-3 font-medium text-ink">{format.value(unit, point.values[one.key] ?? 0)}</span>
          </li>
        ))}
      </ul>
      {((total && entries.length > 1) || before !== undefined) && (
        <dl className="mt-1.5 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t pt-1.5 text-ink-muted">
          {total && entries.length > 1 && (
            <>
              <dt>{t("total")}</dt>
              <dd className="tnum text-end font-medium text-ink">{format.value(unit, sum)}</dd>
            </>
          )}
          {before !== undefined && (
            <>
              <dt>{overlay?.label}</dt>
              <dd className="tnum text-end font-medium text-ink">{format.value(unit, before)}</dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}
