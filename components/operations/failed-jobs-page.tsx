"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { FailedJobSheet } from "#components/operations/failed-job-sheet.tsx";
import { FailedJobsBar } from "#components/operations/failed-jobs-bar.tsx";
import { LoadFailed } from "#components/operations/load-state.tsx";
import { failedJobsQuery } from "#components/operations/operations-queries.ts";
import { OperationsShell } from "#components/operations/operations-shell.tsx";
import { useFailedJobColumns } from "#components/operations/use-failed-job-columns.tsx";
import { useSettleJobs } from "#components/operations/use-settle-jobs.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { FailedJobJson } from "#lib/http/resources/operations.ts";

export function FailedJobsPage() {
  const t = useTranslations("operations.failedJobs");
  const [queue, setQueue] = useQueryState("queue", parseAsString);
  const query = useInfiniteQuery(failedJobsQuery(queue));
  const { retry, discard, all } = useSettleJobs();
  const [shown, setShown] = useState<FailedJobJson | null>(null);
  const [doomed, setDoomed] = useState<FailedJobJson | null>(null);
  const columns = useFailedJobColumns({ onShow: setShown, onRetry: retry.mutate, onDiscard: setDoomed });
  const jobs = query.data?.pages.flatMap(({ items }) => items);
  const queues = query.data?.pages[0]?.queues;
  const chosen = queues?.find(({ name }) => name === queue);

  if (query.isError && !query.data) {
    return (
      <OperationsShell>
        <LoadFailed title={t("loadFailed")} query={query} />
      </OperationsShell>
    );
  }
  return (
    <OperationsShell>
      <div className="flex flex-col gap-4">
        {chosen && !chosen.retryable && chosen.failed > 0 && (
          <Banner title={t("forgotten")}>{t("forgottenText")}</Banner>
        )}
        <Card flush title={t("table")} description={t("intro")}>
          <FailedJobsBar queue={queue} queues={queues} onQueue={setQueue} onAll={all.mutateAsync} />
          <DataTable
            label={t("table")}
            columns={columns}
            rows={jobs}
            rowId={(job) => `${job.queue}/${job.id}`}
            empty={
              <EmptyState
                icon={<CircleCheck />}
                title={queue ? t("emptyQueue") : t("empty")}
                description={t("emptyText")}
                action={queue && <Button onClick={() => setQueue(null)}>{t("showAll")}</Button>}
              />
            }
          />
          {jobs && jobs.length > 0 && (
            <LoadMore
              shown={t("shown", { count: jobs.length })}
              hasMore={query.hasNextPage}
              loading={query.isFetchingNextPage}
              onLoadMore={() => query.fetchNextPage()}
            />
          )}
        </Card>
      </div>
      <FailedJobSheet
        job={shown}
        onClose={() => setShown(null)}
        onRetry={(job) => {
          retry.mutate(job);
          setShown(null);
        }}
        onDiscard={(job) => {
          setShown(null);
          setDoomed(job);
        }}
      />
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => !open && setDoomed(null)}
        title={t("discardTitle")}
        description={t("discardText")}
        confirmLabel={t("discardConfirm")}
        onConfirm={() => (doomed ? discard.mutateAsync(doomed) : undefined)}
      />
    </OperationsShell>
  );
}
