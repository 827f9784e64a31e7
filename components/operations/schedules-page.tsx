"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarClock, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { api } from "#components/api-client.ts";
import { LoadFailed } from "#components/operations/load-state.tsx";
import { operationsKey, schedulesQuery } from "#components/operations/operations-queries.ts";
import { OperationsShell } from "#components/operations/operations-shell.tsx";
import { QueueName } from "#components/operations/queue-name.tsx";
import { useQueueWords } from "#components/operations/use-queue-words.ts";
import { useUnits } from "#components/operations/use-units.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ScheduleJson } from "#lib/http/resources/operations.ts";

export function SchedulesPage() {
  const t = useTranslations("operations.schedules");
  const query = useQuery(schedulesQuery);
  const columns = useColumns();
  return (
    <OperationsShell>
      {query.isError && !query.data ? (
        <LoadFailed title={t("loadFailed")} query={query} />
      ) : (
        <Card flush title={t("table")} description={t("intro")}>
          <DataTable
            label={t("table")}
            columns={columns}
            rows={query.data}
            rowId={(schedule) => schedule.queue}
            empty={<EmptyState icon={<CalendarClock />} title={t("empty")} description={t("emptyText")} />}
          />
        </Card>
      )}
    </OperationsShell>
  );
}

function useColumns(): Column<ScheduleJson>[] {
  const t = useTranslations("operations.schedules");
  const { duration } = useUnits();
  const words = useQueueWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words and units change with the language, as t does
  return useMemo(
    () => [
      {
        id: "schedule",
        header: t("schedule"),
        sortBy: ({ queue }) => words(queue).name,
        cell: ({ queue }) => <QueueName queue={queue} />,
      },
      {
        id: "every",
        header: t("every"),
        from: "sm",
        sortBy: ({ everyMs }) => everyMs,
        cell: ({ everyMs }) => (everyMs === null ? "–" : duration(everyMs)),
      },
      { id: "last", header: t("lastRun"), cell: (schedule) => <LastRun schedule={schedule} /> },
      { id: "next", header: t("nextRun"), from: "md", cell: ({ nextAt }) => <NextRun at={nextAt} /> },
      {
        id: "run",
        header: t("runNow"),
        hideHeader: true,
        align: "end",
        className: "w-px",
        cell: ({ queue }) => <RunNow queue={queue} />,
      },
    ],
    [t],
  );
}

function LastRun({ schedule: { lastRun, runningSince } }: { schedule: ScheduleJson }) {
  const t = useTranslations("operations.schedules");
  const format = useFormat();
  if (runningSince) {
    return (
      <Badge tone="info" dot>
        {t("runs")}
      </Badge>
    );
  }
  if (!lastRun) return <span className="text-ink-subtle">{t("never")}</span>;
  const isDone = lastRun.outcome === "done";
  return (
    <span className="flex items-center gap-x-2 gap-y-0.5 max-sm:flex-col max-sm:items-start">
      <Badge tone={isDone ? "success" : "danger"} dot>
        {isDone ? t("done") : t("failed")}
      </Badge>
      <RelativeTime date={lastRun.at} />
      {lastRun.tookMs !== null && (
        <span className="text-ink-subtle text-xs max-lg:hidden">
          {t("took", { duration: format.ms(lastRun.tookMs) })}
        </span>
      )}
    </span>
  );
}

function NextRun({ at }: { at: string | null }) {
  const t = useTranslations("operations.schedules");
  if (at === null) return <span className="text-ink-subtle">–</span>;
  if (new Date(at).getTime() - Date.now() < 45_000) return <span>{t("soon")}</span>;
  return <RelativeTime date={at} />;
}

function RunNow({ queue }: { queue: string }) {
  const t = useTranslations("operations.schedules");
  const schedule = useQueueWords()(queue).name;
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () => api<void>(`/operations/schedules/${encodeURIComponent(queue)}/run`, { method: "POST" }),
    meta: { errorToast: t("runFailed", { schedule }) },
    onSuccess: () => toast.success(t("started", { schedule })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: operationsKey }),
  });
  return (
    <Button size="sm" aria-label={t("runNowOf", { schedule })} loading={run.isPending} onClick={() => run.mutate()}>
      <Play aria-hidden className="rtl:-scale-x-100" />
      <span className="max-sm:hidden">{t("runNow")}</span>
    </Button>
  );
}
