import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";

const widths = ["w-24", "w-14", "w-16", "w-12", "w-20"];

/** Rows of a table that is still loading; a column of actions stays blank. */
export function TableSkeleton({
  rows,
  columns,
}: {
  rows: number;
  columns: readonly { className?: string | false; blank?: boolean; align?: "start" | "end" }[];
}) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
    <TableRow key={row}>
      {columns.map(({ className, blank, align }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells never move
        <TableCell key={index} className={cn(className)}>
          {!blank && (
            <Skeleton
              className={cn("h-3.5 max-w-full", align === "end" && "ms-auto", widths[(row + index) % widths.length])}
            />
          )}
        </TableCell>
      ))}
    </TableRow>
  ));
}
