import { CircuitBoard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { BreakerJson } from "#lib/http/resources/operations.ts";

const TONES = { closed: "success", open: "danger", halfOpen: "warning" } as const;

export function BreakersCard({ breakers }: { breakers: BreakerJson[] | undefined }) {
  const t = useTranslations("operations.processes");
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: formats change with the language, as t does
  const columns = useMemo<Column<BreakerJson>[]>(
    () => [
      {
        id: "provider",
        header: t("provider"),
        sortBy: ({ providerName }) => providerName,
        cell: ({ providerName }) => <span className="font-medium">{providerName}</span>,
      },
      {
        id: "state",
        header: t("breaker"),
        cell: ({ state }) => (
          <span className="flex items-center gap-2">
            <Badge tone={TONES[state]} dot>
              {t(`breakerStates.${state}`)}
            </Badge>
            <span className="text-ink-muted text-xs max-sm:hidden">{t(`breakerNotes.${state}`)}</span>
          </span>
        ),
      },
      {
        id: "opened",
        header: t("opened"),
        align: "end",
        from: "sm",
        cell: ({ openedAt }) =>
          openedAt ? <RelativeTime date={openedAt} /> : <span className="text-ink-subtle">–</span>,
      },
      {
        id: "processes",
        header: t("breakerProcesses"),
        align: "end",
        cell: ({ open, processes }) =>
          open > 0
            ? t("breakerOpenIn", { open: format.count(open), processes: format.count(processes) })
            : format.count(processes),
      },
    ],
    [t],
  );
  return (
    <Card flush title={t("breakers")} description={t("breakersNote")}>
      <DataTable
        label={t("breakersTable")}
        columns={columns}
        rows={breakers}
        rowId={(breaker) => breaker.providerId}
        skeletonRows={2}
        empty={<EmptyState icon={<CircuitBoard />} title={t("noBreakers")} description={t("noBreakersText")} />}
      />
    </Card>
  );
}
