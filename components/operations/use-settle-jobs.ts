import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { operationsKey } from "#components/operations/operations-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import type { FailedJobJson, SettledJobsJson } from "#lib/http/resources/operations.ts";

type Action = "retry" | "discard";
type Job = Pick<FailedJobJson, "queue" | "id">;

/** Retries or discards failed jobs: one, or all of a queue. */
export function useSettleJobs() {
  const t = useTranslations("operations.failedJobs");
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: operationsKey });
  const path = (queue: string) => `/operations/queues/${encodeURIComponent(queue)}/failed-jobs`;
  const settle = ({ queue, id }: Job, action: Action) =>
    api<void>(`${path(queue)}/${encodeURIComponent(id)}/${action}`, { method: "POST" });

  const retry = useMutation({
    mutationFn: (job: Job) => settle(job, "retry"),
    meta: { errorToast: t("retryFailed") },
    onSuccess: () => toast.success(t("retried"), { description: t("retriedText") }),
    onSettled: refresh,
  });

  const discard = useMutation({
    mutationFn: (job: Job) => settle(job, "discard"),
    meta: { errorToast: t("discardFailed") },
    onSuccess: () => toast.success(t("discarded")),
    onSettled: refresh,
  });

  const all = useMutation({
    mutationFn: ({ queue, action }: { queue: string; action: Action }) =>
      api<SettledJobsJson>(`${path(queue)}/${action}`, { method: "POST" }),
    meta: { errorToast: t("allFailed") },
    onSuccess: ({ count, left }, { action }) => {
      const isPart = action === "discard" ? left > 0 : count >= 1_000 && left > 0;
      toast.success(t(action === "retry" ? "retriedAll" : "discardedAll", { count }), {
        description: isPart ? t("left", { count: left }) : undefined,
      });
    },
    onSettled: refresh,
  });

  return { retry, discard, all };
}
