import { Database } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useUnits } from "#components/operations/use-units.ts";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useFormat } from "#components/use-format.ts";
import type { StorageJson } from "#lib/http/resources/operations.ts";

type Row = StorageJson["database"]["tables"][number];

export function TablesCard({ tables }: { tables: Row[] | undefined }) {
  const t = useTranslations("operations.storage");
  const format = useFormat();
  const { bytes } = useUnits();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the units and formats change with the language, as t does
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: "name",
        header: t("table"),
        cell: ({ name }) => <bdi className="font-mono text-xs">{name}</bdi>,
      },
      {
        id: "rows",
        header: t("tableRows"),
        from: "sm",
        align: "end",
        sortBy: ({ rows }) => rows,
        cell: ({ rows }) => format.count(rows),
      },
      {
        id: "size",
        header: t("tableSize"),
        align: "end",
        sortBy: (row) => row.bytes,
        cell: (row) => bytes(row.bytes),
      },
    ],
    [t],
  );
  return (
    <Card flush title={t("tables")}>
      <DataTable
        label={t("tables")}
        columns={columns}
        rows={tables}
        rowId={({ name }) => name}
        skeletonRows={8}
        empty={<EmptyState icon={<Database />} title={t("unknown")} />}
      />
    </Card>
  );
}
