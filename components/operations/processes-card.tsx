import { Cpu } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useUnits } from "#components/operations/use-units.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ProcessJson } from "#lib/http/resources/operations.ts";

/** Above it, in milliseconds, requests of a process wait noticeably for each other. */
const SLOW_LOOP_MS = 100;

export function ProcessesCard({ processes }: { processes: ProcessJson[] | undefined }) {
  const t = useTranslations("operations.processes");
  const columns = useColumns();
  const alive = processes?.filter((one) => one.alive).length;
  return (
    <Card flush title={t("table")} description={alive !== undefined && t("alive", { count: alive })}>
      <DataTable
        label={t("table")}
        columns={columns}
        rows={processes}
        rowId={(one) => one.id}
        skeletonRows={2}
        empty={<EmptyState icon={<Cpu />} title={t("empty")} description={t("emptyText")} />}
      />
    </Card>
  );
}

function useColumns(): Column<ProcessJson>[] {
  const t = useTranslations("operations.processes");
  const format = useFormat();
  const { bytes, duration } = useUnits();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the units and formats change with the language, as t does
  return useMemo(
    () => [
      {
        id: "process",
        header: t("process"),
        cell: (one) => (
          <span className="block min-w-0">
            <span className="flex flex-wrap gap-1">
              {one.roles.map((role) => (
                <Badge key={role} tone="accent">
                  {isKnownRole(role) ? t(`roleNames.${role}`) : role}
                </Badge>
              ))}
            </span>
            <bdi className="mt-0.5 block truncate font-mono text-2xs text-ink-subtle">
              {one.host}:{one.pid} · {one.version}
            </bdi>
          </span>
        ),
      },
      { id: "state", header: t("state"), cell: (one) => <State process={one} /> },
      {
        id: "uptime",
        header: t("uptime"),
        align: "end",
        from: "sm",
        sortBy: ({ startedAt }) => startedAt,
        cell: ({ startedAt, seenAt }) => duration(new Date(seenAt).getTime() - new Date(startedAt).getTime()),
      },
      {
        id: "memory",
        header: t("memory"),
        align: "end",
        sortBy: ({ memory }) => memory.rss,
        cell: ({ memory }) => (
          <Tooltip content={t("heap", { used: bytes(memory.heapUsed), limit: bytes(memory.heapLimit) })}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip says what stands nowhere else */}
            <span tabIndex={0}>{bytes(memory.rss)}</span>
          </Tooltip>
        ),
      },
      {
        id: "cpu",
        header: t("cpu"),
        align: "end",
        from: "md",
        sortBy: ({ cpu }) => cpu,
        cell: ({ cpu }) => format.share(cpu),
      },
      {
        id: "eventLoop",
        header: t("eventLoop"),
        align: "end",
        from: "md",
        sortBy: ({ eventLoop }) => eventLoop.p99Ms,
        cell: ({ eventLoop }) => (
          <span
            title={t("eventLoopNote")}
            className={eventLoop.p99Ms >= SLOW_LOOP_MS ? "font-medium text-warning-text" : undefined}
          >
            {format.ms(eventLoop.p99Ms)}
          </span>
        ),
      },
      {
        id: "pool",
        header: t("pool"),
        align: "end",
        from: "lg",
        cell: ({ pools }) => {
          const pool = pools?.database;
          if (!pool) return <span className="text-ink-subtle">–</span>;
          return (
            <>
              {pool.waiting > 0 && (
                <span className="me-2 text-warning-text text-xs">{t("poolWaiting", { count: pool.waiting })}</span>
              )}
              {t("poolText", { used: format.count(pool.total - pool.idle), max: format.count(pool.max) })}
            </>
          );
        },
      },
    ],
    [t],
  );
}

function State({ process: { alive, seenAt } }: { process: ProcessJson }) {
  const t = useTranslations("operations.processes");
  if (alive) {
    return (
      <Badge tone="success" dot>
        {t("stateAlive")}
      </Badge>
    );
  }
  return (
    <span className="flex items-center gap-2">
      <Tooltip content={t("lostText")}>
        <Badge tone="danger" dot tabIndex={0}>
          {t("stateLost")}
        </Badge>
      </Tooltip>
      <RelativeTime date={seenAt} className="text-ink-subtle text-xs" />
    </span>
  );
}

const ROLES = ["web", "gateway", "bots", "jobs", "schedules"] as const;

function isKnownRole(role: string): role is (typeof ROLES)[number] {
  return (ROLES as readonly string[]).includes(role);
}
