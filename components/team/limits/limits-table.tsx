"use client";

import { Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { formatShare } from "#components/format.ts";
import { formatAmount, limitLabel, subjectLabel } from "#components/team/limits/limit-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

export interface LimitsTableProps {
  limits: readonly LimitJson[] | undefined;
  keys: readonly KeyJson[] | undefined;
  /** Left out for viewers. */
  onEdit?: (limit: LimitJson) => void;
  onDelete?: (limit: LimitJson) => void;
  empty: ReactNode;
}

export function LimitsTable({ limits, keys, onEdit, onDelete, empty }: LimitsTableProps) {
  const { timeZone } = useTeam().team;
  const columns = useMemo<Column<LimitJson>[]>(() => {
    const shown: Column<LimitJson>[] = [
      {
        id: "limit",
        header: "Limit",
        sortBy: (limit) => limitLabel(limit),
        cell: (limit) => (
          <>
            <span className="block font-medium">{limitLabel(limit)}</span>
            <span className="block text-ink-subtle text-xs">{subjectLabel(limit, keys)}</span>
          </>
        ),
      },
      {
        id: "amount",
        header: "Amount",
        align: "end",
        from: "sm",
        cell: (limit) => formatAmount(limit.unit, limit.amount),
      },
      {
        id: "window",
        header: "Current window",
        className: "w-64 min-w-40",
        sortBy: (limit) => limit.current && Number(limit.current.used) / Number(limit.amount),
        cell: (limit) => <CurrentWindow limit={limit} subject={subjectLabel(limit, keys)} />,
      },
      {
        id: "soft",
        header: "Alert at",
        align: "end",
        from: "md",
        cell: (limit) => (limit.softPercent === null ? <Dash /> : formatShare(limit.softPercent / 100)),
      },
      {
        id: "resets",
        header: "Resets",
        from: "sm",
        cell: (limit) =>
          limit.current ? <RelativeTime date={limit.current.resetsAt} timeZone={timeZone} /> : <Dash />,
      },
    ];
    if (!onEdit || !onDelete) return shown;
    return [
      ...shown,
      {
        id: "actions",
        header: "Actions",
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (limit) => {
          const what = `${limitLabel(limit)}, ${subjectLabel(limit, keys)}`;
          return (
            <span className="inline-flex gap-0.5">
              <IconButton
                size="sm"
                label={`Edit ${what}`}
                icon={<Pencil aria-hidden />}
                onClick={() => onEdit(limit)}
              />
              <IconButton
                size="sm"
                label={`Delete ${what}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => onDelete(limit)}
              />
            </span>
          );
        },
      },
    ];
  }, [keys, timeZone, onEdit, onDelete]);

  return (
    <DataTable label="Limits" columns={columns} rows={limits} rowId={({ id }) => id} empty={empty} skeletonRows={3} />
  );
}

function CurrentWindow({ limit, subject }: { limit: LimitJson; subject: string }) {
  const { current, unit, amount } = limit;
  if (!current)
    return (
      <span className="text-ink-subtle text-xs">
        <span className="sm:hidden">{formatAmount(unit, amount)}, counted</span>
        <span className="max-sm:hidden">Counted</span> for each one apart
      </span>
    );
  const usedText = formatAmount(unit, current.used);
  const isReserved = current.reserved !== "0";
  return (
    <div>
      <div className="tnum mb-1 flex justify-between gap-3 text-xs">
        <span>
          {usedText}
          <span className="sm:hidden"> of {formatAmount(unit, amount)}</span> used
          {isReserved && <span className="text-ink-subtle"> · {formatAmount(unit, current.reserved)} reserved</span>}
        </span>
        <span className="text-ink-subtle">{formatAmount(unit, current.remaining)} left</span>
      </div>
      <QuotaBar
        compact
        label={`${limitLabel(limit)}, ${subject}`}
        used={current.used}
        limit={amount}
        softPercent={limit.softPercent}
        usedText={usedText}
        limitText={formatAmount(unit, amount)}
      />
    </div>
  );
}

function Dash() {
  return (
    <span className="text-ink-subtle">
      <span aria-hidden>–</span>
      <span className="sr-only">None</span>
    </span>
  );
}
