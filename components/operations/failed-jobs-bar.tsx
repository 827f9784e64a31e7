import { RotateCcw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueueWords } from "#components/operations/use-queue-words.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { useFormat } from "#components/use-format.ts";
import type { FailedJobsJson } from "#lib/http/resources/operations.ts";

export interface FailedJobsBarProps {
  queue: string | null;
  queues: FailedJobsJson["queues"] | undefined;
  onQueue: (queue: string | null) => void;
  onAll: (change: { queue: string; action: "retry" | "discard" }) => Promise<unknown>;
}

const ALL = "all";

/** Which queue's failed jobs are shown, and what can be done with all of them. */
export function FailedJobsBar({ queue, queues = [], onQueue, onAll }: FailedJobsBarProps) {
  const t = useTranslations("operations.failedJobs");
  const format = useFormat();
  const words = useQueueWords();
  const withFailures = queues.filter(({ name, failed }) => failed > 0 || name === queue);
  // With failures in one queue alone there is nothing to choose before acting on all of them.
  const target = queue
    ? queues.find(({ name }) => name === queue)
    : withFailures.length === 1
      ? withFailures[0]
      : undefined;
  const total = queues.reduce((sum, { failed }) => sum + failed, 0);
  return (
    <div className="flex flex-wrap items-center gap-2 border-b p-3">
      <Select
        aria-label={t("filter")}
        className="w-full sm:w-64"
        value={queue ?? ALL}
        onValueChange={(value) => onQueue(value === ALL ? null : value)}
        options={[
          { value: ALL, label: total > 0 ? `${t("allQueues")} (${format.count(total)})` : t("allQueues") },
          ...withFailures.map(({ name, failed }) => ({
            value: name,
            label: `${words(name).name} (${format.count(failed)})`,
          })),
        ]}
      />
      {target && target.failed > 0 && (
        <div className="ms-auto flex gap-2">
          {target.retryable && (
            <ConfirmDialog
              trigger={
                <Button>
                  <RotateCcw aria-hidden />
                  {t("retryAll")}
                </Button>
              }
              tone="primary"
              title={t("retryAllTitle", { queue: words(target.name).name })}
              description={t("retryAllText", { count: target.failed })}
              confirmLabel={t("retryAllConfirm")}
              onConfirm={() => onAll({ queue: target.name, action: "retry" })}
            />
          )}
          <ConfirmDialog
            trigger={
              <Button variant="danger-quiet">
                <Trash2 aria-hidden />
                {t("discardAll")}
              </Button>
            }
            title={t("discardAllTitle", { queue: words(target.name).name })}
            description={t("discardAllText", { count: target.failed })}
            confirmLabel={t("discardAllConfirm")}
            onConfirm={() => onAll({ queue: target.name, action: "discard" })}
          />
        </div>
      )}
    </div>
  );
}
