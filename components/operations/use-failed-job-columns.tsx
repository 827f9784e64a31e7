import { RotateCcw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useQueueWords } from "#components/operations/use-queue-words.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { FailedJobJson } from "#lib/http/resources/operations.ts";

export interface FailedJobActions {
  onShow: (job: FailedJobJson) => void;
  onRetry: (job: FailedJobJson) => void;
  onDiscard: (job: FailedJobJson) => void;
}

export function useFailedJobColumns({ onShow, onRetry, onDiscard }: FailedJobActions): Column<FailedJobJson>[] {
  const t = useTranslations("operations.failedJobs");
  const format = useFormat();
  const words = useQueueWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest is as stable as the language and these
  return useMemo(
    () => [
      {
        id: "job",
        header: t("job"),
        className: "max-w-40 sm:max-w-64",
        cell: (job) => (
          <button type="button" onClick={() => onShow(job)} className="block min-w-0 max-w-full rounded-sm text-start">
            <span className="sr-only">{t("details", { id: job.id })}: </span>
            <span className="block truncate font-medium hover:underline">{words(job.queue).name}</span>
            <bdi className="block truncate font-mono text-2xs text-ink-subtle">{job.id}</bdi>
          </button>
        ),
      },
      {
        id: "reason",
        header: t("reason"),
        from: "sm",
        className: "max-w-80",
        cell: ({ failure }) => (
          <span className="block min-w-0">
            <span className="block truncate">{t(`kinds.${failure.kind}`)}</span>
            <bdi className="block truncate font-mono text-2xs text-ink-subtle">
              {[failure.code ?? failure.error, failure.place].filter(Boolean).join(" · ")}
            </bdi>
          </span>
        ),
      },
      {
        id: "attempts",
        header: t("attempts"),
        align: "end",
        from: "lg",
        cell: ({ attempts, mostAttempts }) =>
          t("attemptsOf", { attempts: format.count(attempts), most: format.count(mostAttempts) }),
      },
      {
        id: "failedAt",
        header: t("failedAt"),
        align: "end",
        cell: ({ failedAt }) => <RelativeTime date={failedAt} />,
      },
      {
        id: "actions",
        header: t("actions"),
        hideHeader: true,
        align: "end",
        className: "w-px",
        cell: (job) => (
          <span className="inline-flex gap-0.5">
            {job.retryable && (
              <IconButton
                size="sm"
                label={t("retryOne", { id: job.id })}
                icon={<RotateCcw aria-hidden />}
                onClick={() => onRetry(job)}
              />
            )}
            <IconButton
              size="sm"
              label={t("discardOne", { id: job.id })}
              icon={<Trash2 aria-hidden />}
              onClick={() => onDiscard(job)}
            />
          </span>
        ),
      },
    ],
    [t, onShow, onRetry, onDiscard],
  );
}
