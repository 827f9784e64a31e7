import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { StorageJson } from "#lib/http/resources/operations.ts";

type Row = StorageJson["database"]["slowest"][number];

export function SlowestCard({ slowest }: { slowest: Row[] | undefined }) {
  const t = useTranslations("operations.storage");
  const format = useFormat();
  return (
    <Card flush title={t("slowest")} description={t("slowestNote")}>
      {!slowest ? (
        <div className="px-4 pb-4">
          <Skeleton className="h-16" />
        </div>
      ) : slowest.length === 0 ? (
        <EmptyState className="py-6" title={t("nothingRuns")} description={t("nothingRunsText")} />
      ) : (
        <ul className="divide-y divide-line border-t">
          {slowest.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two statements can be the same
            <li key={index} className="px-4 py-2.5">
              <p className="flex items-baseline justify-between gap-3 text-xs">
                <bdi className="truncate text-ink-muted">{row.application}</bdi>
                <span className="tnum shrink-0 font-medium">{format.ms(row.runsForMs)}</span>
              </p>
              <code dir="ltr" className="mt-0.5 line-clamp-2 text-start font-mono text-2xs [overflow-wrap:anywhere]">
                {row.statement}
              </code>
              {row.waitsFor && (
                <p className="mt-0.5 text-2xs text-ink-subtle">
                  {t("waitsFor")} <bdi>{row.waitsFor}</bdi>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
