import { MemoryStick } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useFormat } from "#components/use-format.ts";
import type { StorageJson } from "#lib/http/resources/operations.ts";

type Row = StorageJson["caches"][number];

const NAMES = {
  keys: "keys",
  teams: "teams",
  limits: "limits",
  connections: "connections",
  models: "models",
  "type-defaults": "typeDefaults",
} as const;

export function CachesCard({ caches }: { caches: Row[] | undefined }) {
  const t = useTranslations("operations.storage");
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: formats change with the language, as t does
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: "name",
        header: t("cache"),
        cell: ({ name }) => (
          <span className="font-medium">
            {name in NAMES ? t(`cacheNames.${NAMES[name as keyof typeof NAMES]}`) : name}
          </span>
        ),
      },
      {
        id: "items",
        header: t("items"),
        align: "end",
        sortBy: ({ items }) => items,
        cell: ({ items, maxItems }) => t("connectionsOf", { used: format.count(items), max: format.count(maxItems) }),
      },
      {
        id: "lookUps",
        header: t("lookUps"),
        align: "end",
        from: "sm",
        sortBy: ({ hits, misses }) => hits + misses,
        cell: ({ hits, misses }) => format.count(hits + misses),
      },
      {
        id: "hitRate",
        header: t("hitRate"),
        align: "end",
        cell: ({ hits, misses }) =>
          hits + misses === 0 ? <span className="text-ink-subtle">–</span> : format.share(hits / (hits + misses)),
      },
    ],
    [t],
  );
  return (
    <Card flush title={t("caches")} description={t("cachesNote")}>
      <DataTable
        label={t("caches")}
        columns={columns}
        rows={caches}
        rowId={({ name }) => name}
        skeletonRows={6}
        empty={<EmptyState icon={<MemoryStick />} title={t("noCaches")} />}
      />
    </Card>
  );
}
