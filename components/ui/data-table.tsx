"use client";

import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import Link from "next/link";
import { type ReactNode, useMemo, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { SortButton } from "#components/ui/sort-button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { TableSkeleton } from "#components/ui/table-skeleton.tsx";

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** With it the column can be sorted. Text sorts by the viewer's language rules, empty values last. */
  sortBy?: (row: T) => string | number | bigint | Date | null | undefined;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** The header is for screen readers only: a column of actions. */
  hideHeader?: boolean;
  /** Its buttons and links stay usable in a table with `rowHref`. */
  interactive?: boolean;
  /** Left out on screens narrower than this. */
  from?: "sm" | "md" | "lg" | "xl";
  className?: string;
}

export type Sort = { id: string; desc: boolean };

export interface DataTableProps<T> {
  /** Names the table for screen readers. */
  label: string;
  /** Keep it stable: at module scope, or in `useMemo`. */
  columns: readonly Column<T>[];
  /** Undefined while it loads: skeleton rows are shown. */
  rows: readonly T[] | undefined;
  rowId: (row: T) => string;
  /** The first column's content becomes a link that covers the whole row; undefined for a row that leads nowhere. */
  rowHref?: (row: T) => string | undefined;
  /** An `EmptyState`. */
  empty: ReactNode;
  initialSort?: Sort;
  /** Give both when the server sorts; rows are then shown in the order they come. */
  sort?: Sort | null;
  onSortChange?: (sort: Sort | null) => void;
  skeletonRows?: number;
  className?: string;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const none: never[] = [];

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { columns, rows, rowId, rowHref, sort, onSortChange } = props;
  const [ownSort, setOwnSort] = useState<SortingState>(props.initialSort ? [props.initialSort] : []);
  const manual = onSortChange !== undefined;
  const sorting = manual ? (sort ? [sort] : none) : ownSort;
  const definitions = useMemo(() => columns.map((column) => definition(column)), [columns]);
  // TanStack keeps each row's sort values for as long as it has the row: columns that read something else need new rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that is what `columns` is here for
  const data = useMemo(() => (rows ? [...rows] : none), [rows, columns]);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);

  const table = useTable<typeof features, T>({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    state: { sorting },
    manualSorting: manual,
    enableMultiSort: false,
    sortDescFirst: false,
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      if (manual) onSortChange(next[0] ?? null);
      else setOwnSort(next);
    },
  });

  if (rows?.length === 0) return props.empty;
  return (
    <Table label={props.label} className={props.className} aria-busy={rows === undefined}>
      <TableHead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => {
              const column = byId.get(header.column.id);
              const sorted = header.column.getIsSorted();
              return (
                <TableHeader
                  key={header.id}
                  align={column?.align}
                  className={cn(visibleFrom(column?.from))}
                  aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
                >
                  {header.column.getCanSort() ? (
                    <SortButton sorted={sorted} align={column?.align} onClick={() => header.column.toggleSorting()}>
                      {column?.header}
                    </SortButton>
                  ) : (
                    <span className={cn(column?.hideHeader && "sr-only")}>{column?.header}</span>
                  )}
                </TableHeader>
              );
            })}
          </tr>
        ))}
      </TableHead>
      <TableBody>
        {rows === undefined ? (
          <TableSkeleton
            rows={props.skeletonRows ?? 6}
            columns={columns.map(({ from, hideHeader, align }) => ({
              className: visibleFrom(from),
              blank: hideHeader,
              align,
            }))}
          />
        ) : (
          table.getRowModel().rows.map((row) => {
            const href = rowHref?.(row.original);
            return (
              <TableRow key={row.id} className={cn(href && "relative hover:bg-hover")}>
                {columns.map((column, index) => (
                  <TableCell
                    key={column.id}
                    align={column.align}
                    className={cn(visibleFrom(column.from), column.interactive && "relative z-1", column.className)}
                  >
                    {href && index === 0 ? (
                      <Link
                        href={href}
                        className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
                      >
                        {column.cell(row.original)}
                      </Link>
                    ) : (
                      column.cell(row.original)
                    )}
                  </TableCell>
                ))}
              </TableRow>
            );
          })
        )}
      </TableBody>
    </Table>
  );
}

function definition<T extends object>(column: Column<T>): ColumnDef<typeof features, T> {
  const { id, header, sortBy } = column;
  if (!sortBy) return { id, header, enableSorting: false };
  return {
    id,
    header,
    // TanStack puts undefined last in both directions, null not.
    accessorFn: (row: T) => sortBy(row) ?? undefined,
    sortUndefined: "last",
    sortFn: (a, b) => compare(a.getValue(id), b.getValue(id)),
  };
}

function compare(a: unknown, b: unknown) {
  if (typeof a === "string" && typeof b === "string") return collator.compare(a, b);
  const [left, right] = [a, b] as [number, number];
  return left < right ? -1 : left > right ? 1 : 0;
}

function visibleFrom(from: Column<never>["from"]) {
  return from && { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" }[from];
}
