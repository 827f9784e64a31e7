import { addAll, type Point, type Series } from "#components/charts/series.ts";
import { type Bucket, formatBucket, formatValue, type Unit } from "#components/format.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";

export interface ChartTableProps {
  label: string;
  unit: Unit;
  bucket: Bucket;
  series: readonly Series[];
  points: readonly Point[];
  timeZone?: string;
}

/** The chart's exact figures, newest first. */
export function ChartTable({ label, unit, bucket, series, points, timeZone }: ChartTableProps) {
  const hasTotal = series.length > 1 && unit !== "ms" && unit !== "share";
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border">
      <Table label={label}>
        <TableHead className="sticky top-0">
          <TableRow>
            <TableHeader>{bucket === "hour" ? "Hour" : bucket === "day" ? "Day" : "Month"}</TableHeader>
            {series.map((one) => (
              <TableHeader key={one.key} align="end">
                {one.label}
              </TableHeader>
            ))}
            {hasTotal && <TableHeader align="end">Total</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {points.toReversed().map((point) => (
            <TableRow key={point.at}>
              <TableCell className="tnum h-8 whitespace-nowrap text-ink-muted">
                {formatBucket(point.at, bucket, { timeZone, long: true })}
              </TableCell>
              {series.map((one) => (
                <TableCell key={one.key} align="end" className="h-8">
                  {formatValue(unit, point.values[one.key] ?? 0)}
                </TableCell>
              ))}
              {hasTotal && (
                <TableCell align="end" className="h-8 font-medium">
                  {formatValue(unit, addAll(series.map(({ key }) => point.values[key] ?? 0)))}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
