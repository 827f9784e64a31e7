import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Drawing } from "#components/charts/plot-layout.ts";
import { addAll } from "#components/charts/series.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { useFormat } from "#components/use-format.ts";

/** The chart's exact figures, newest first. */
export function ChartTable({ drawing }: { drawing: Drawing }) {
  const { label, unit, bucket, kind, series, overlay, points, timeZone, pointHref } = drawing;
  // A line has no total, and a dash where nothing was measured.
  const gaps = kind === "line";
  const t = useTranslations("usage.chart");
  const format = useFormat();
  const hasTotal = series.length > 1 && !gaps;
  const figure = (value: number | string | undefined) =>
    value === undefined && gaps ? "–" : format.value(unit, value ?? 0);
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border">
      <Table label={label}>
        <TableHead className="sticky top-0 z-2">
          <TableRow>
            <TableHeader>{t(bucket)}</TableHeader>
            {series.map((one) => (
              <TableHeader key={one.key} align="end">
                <bdi>{one.label}</bdi>
              </TableHeader>
            ))}
            {hasTotal && <TableHeader align="end">{t("total")}</TableHeader>}
            {overlay && <TableHeader align="end">{overlay.label}</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {points.toReversed().map((point) => (
            <TableRow key={point.at}>
              <TableCell className="tnum h-8 whitespace-nowrap text-ink-muted">
                {pointHref ? (
                  <Link href={pointHref(point.at)} className="rounded-sm hover:text-ink hover:underline">
                    {format.bucket(point.at, bucket, { timeZone, long: true })}
                  </Link>
                ) : (
                  format.bucket(point.at, bucket, { timeZone, long: true })
                )}
              </TableCell>
              {series.map((one) => (
                <TableCell key={one.key} align="end" className="h-8">
                  {figure(point.values[one.key])}
                </TableCell>
              ))}
              {hasTotal && (
                <TableCell align="end" className="h-8 font-medium">
                  {format.value(unit, addAll(series.map(({ key }) => point.values[key] ?? 0)))}
                </TableCell>
              )}
              {overlay && (
                <TableCell align="end" className="h-8 text-ink-muted">
                  {figure(point.values[overlay.key])}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
