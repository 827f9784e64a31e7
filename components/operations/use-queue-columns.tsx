import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { QueueName } from "#components/operations/queue-name.tsx";
import { useQueueWords } from "#components/operations/use-queue-words.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { QueueJson } from "#lib/http/resources/operations.ts";

export function useQueueColumns(): Column<QueueJson>[] {
  const t = useTranslations("operations.queues");
  const format = useFormat();
  const words = useQueueWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words and formats change with the language, as t does
  return useMemo(() => {
    const count = (value: number) => <Count value={value}>{format.count(value)}</Count>;
    return [
      {
        id: "name",
        header: t("queue"),
        sortBy: ({ name }) => words(name).name,
        cell: ({ name }) => <QueueName queue={name} />,
      },
      {
        id: "waiting",
        header: t("waiting"),
        align: "end",
        sortBy: ({ waiting }) => waiting,
        cell: ({ waiting }) => count(waiting),
      },
      {
        id: "active",
        header: t("active"),
        align: "end",
        from: "sm",
        sortBy: ({ active }) => active,
        cell: ({ active, slots }) => (
          <Count value={active}>{t("activeOf", { active: format.count(active), slots: format.count(slots) })}</Count>
        ),
      },
      {
        id: "delayed",
        header: t("delayed"),
        align: "end",
        from: "md",
        sortBy: ({ delayed }) => delayed,
        cell: ({ delayed }) => count(delayed),
      },
      {
        id: "failed",
        header: t("failedShort"),
        align: "end",
        sortBy: ({ failed }) => failed,
        cell: ({ name, failed }) =>
          failed === 0 ? (
            count(0)
          ) : (
            <Link
              href={`/operations/failed-jobs?queue=${name}`}
              aria-label={t("seeFailed", { count: failed, queue: words(name).name })}
              className="rounded-sm font-medium text-danger-text underline-offset-3 hover:underline"
            >
              {format.count(failed)}
            </Link>
          ),
      },
      {
        id: "completed",
        header: t("completed"),
        align: "end",
        from: "lg",
        sortBy: ({ completed }) => completed,
        cell: ({ completed }) => (completed === null ? <span className="text-ink-subtle">–</span> : count(completed)),
      },
      {
        id: "rate",
        header: t("rate"),
        align: "end",
        from: "md",
        sortBy: ({ lastMinute }) => lastMinute.done + lastMinute.failed,
        cell: ({ lastMinute: { done, failed } }) => (
          <>
            {failed > 0 && <span className="me-2 text-danger-text text-xs">{t("rateFailed", { count: failed })}</span>}
            {count(done + failed)}
          </>
        ),
      },
      {
        id: "oldest",
        header: t("oldest"),
        align: "end",
        from: "sm",
        sortBy: ({ oldestWaitingAt }) => oldestWaitingAt,
        cell: ({ oldestWaitingAt }) =>
          oldestWaitingAt ? (
            <RelativeTime date={oldestWaitingAt} />
          ) : (
            <span className="text-ink-subtle">{t("nothingWaits")}</span>
          ),
      },
    ];
  }, [t]);
}

/** Zeros stand back, so that what is going on stands out. */
function Count({ value, children }: { value: number; children: string }) {
  return <span className={value === 0 ? "text-ink-subtle" : undefined}>{children}</span>;
}
