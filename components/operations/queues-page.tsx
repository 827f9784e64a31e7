"use client";

import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { LoadFailed } from "#components/operations/load-state.tsx";
import { queuesQuery } from "#components/operations/operations-queries.ts";
import { OperationsShell } from "#components/operations/operations-shell.tsx";
import { useQueueColumns } from "#components/operations/use-queue-columns.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import { useFormat } from "#components/use-format.ts";
import type { QueueJson } from "#lib/http/resources/operations.ts";

const BACKENDS = { postgresql: "PostgreSQL", redis: "Redis" };

export function QueuesPage() {
  const t = useTranslations("operations.queues");
  const format = useFormat();
  const query = useQuery(queuesQuery);
  const columns = useQueueColumns();
  const queues = query.data?.queues;
  const sum = (of: (queue: QueueJson) => number) =>
    queues ? format.count(queues.reduce((total, queue) => total + of(queue), 0)) : null;

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
        {queues?.every(({ slots }) => slots === 0) && (
          <Banner tone="warning" title={t("noWorkers")}>
            {t("noWorkersText")}
          </Banner>
        )}
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <StatCard label={t("waiting")} value={sum(({ waiting }) => waiting)} />
          <StatCard label={t("running")} value={sum(({ active }) => active)} />
          <StatCard label={t("failed")} value={sum(({ failed }) => failed)} href="/operations/failed-jobs" />
          <StatCard label={t("perMinute")} value={sum(({ lastMinute }) => lastMinute.done + lastMinute.failed)} />
        </div>
        <Card
          flush
          title={t("table")}
          description={query.data && t("storedIn", { backend: BACKENDS[query.data.backend] })}
        >
          <DataTable
            label={t("table")}
            columns={columns}
            rows={queues}
            rowId={(queue) => queue.name}
            skeletonRows={8}
            empty={<EmptyState icon={<Layers />} title={t("empty")} />}
          />
        </Card>
      </div>
    </OperationsShell>
  );
}
