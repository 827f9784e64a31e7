"use client";

import { CirclePlus, Ellipsis, type LucideIcon, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { CurrentWindow } from "#components/team/limits/current-window.tsx";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

export type LimitAction = "details" | "topUp" | "edit" | "delete";

export interface LimitsTableProps {
  limits: readonly LimitJson[] | undefined;
  /** Viewers see details alone. */
  canWrite: boolean;
  onAction: (action: LimitAction, limit: LimitJson) => void;
  empty: ReactNode;
}

export function LimitsTable({ limits, canWrite, onAction, empty }: LimitsTableProps) {
  const t = useTranslations("limits");
  const format = useFormat();
  const words = useLimitWords();
  const { timeZone } = useTeam().team;
  const columns = useMemo<Column<LimitJson>[]>(
    () => [
      {
        id: "limit",
        header: t("columns.limit"),
        sortBy: (limit) => words.label(limit),
        interactive: true,
        cell: (limit) => (
          <button
            type="button"
            className="group block rounded-sm text-start"
            onClick={() => onAction("details", limit)}
            aria-haspopup="dialog"
          >
            <span className="block font-medium group-hover:underline">{words.label(limit)}</span>
            <span className="block text-ink-subtle text-xs">{words.subject(limit)}</span>
          </button>
        ),
      },
      {
        id: "amount",
        header: t("columns.amount"),
        align: "end",
        from: "sm",
        cell: (limit) => (
          <>
            <span className="block">{words.amount(limit.unit, limit.amount)}</span>
            {limit.toppedUp !== "0" && (
              <span className="block text-success-text text-xs">
                {t("toppedUp", { amount: words.amount(limit.unit, limit.toppedUp) })}
              </span>
            )}
          </>
        ),
      },
      {
        id: "window",
        header: t("columns.window"),
        // On a phone it has what the others leave, so that the row's menu stays in sight.
        className: "max-sm:w-full max-sm:max-w-0 max-sm:whitespace-normal sm:w-64 sm:min-w-40",
        sortBy: (limit) => limit.current && Number(limit.current.used) / Number(limit.amount),
        cell: (limit) => <CurrentWindow limit={limit} />,
      },
      {
        id: "soft",
        header: t("columns.alertAt"),
        align: "end",
        from: "md",
        cell: ({ softPercent }) => (softPercent === null ? <Dash /> : format.share(softPercent / 100)),
      },
      {
        id: "resets",
        header: t("columns.resets"),
        from: "sm",
        cell: ({ resetsAt }) => <RelativeTime date={resetsAt} timeZone={timeZone} />,
      },
      {
        id: "actions",
        header: t("columns.actions"),
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (limit) => canWrite && <RowActions limit={limit} onAction={onAction} />,
      },
    ],
    [t, format, words, timeZone, canWrite, onAction],
  );

  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={limits}
      rowId={({ id }) => id}
      empty={empty}
      skeletonRows={3}
    />
  );
}

function Dash() {
  const t = useTranslations("limits");
  return (
    <span className="text-ink-subtle">
      <span aria-hidden>–</span>
      <span className="sr-only">{t("none")}</span>
    </span>
  );
}

/** The buttons at a row's end; on a phone one menu, so that they stay in sight. */
function RowActions({ limit, onAction }: { limit: LimitJson; onAction: LimitsTableProps["onAction"] }) {
  const t = useTranslations("limits.actions");
  const short = useTranslations("limits.menu");
  const words = useLimitWords();
  const what = { limit: `${words.label(limit)}, ${words.subject(limit)}` };
  return (
    <>
      <span className="inline-flex gap-0.5 max-sm:hidden">
        {ACTIONS.map(({ action, icon: Icon }) => (
          <IconButton
            key={action}
            size="sm"
            label={t(action, what)}
            icon={<Icon aria-hidden />}
            onClick={() => onAction(action, limit)}
          />
        ))}
      </span>
      <span className="sm:hidden">
        <DropdownMenu
          trigger={
            <IconButton size="sm" label={short("label", what)} tooltip={false} icon={<Ellipsis aria-hidden />} />
          }
        >
          {ACTIONS.map(({ action, icon: Icon }) => (
            <MenuItem
              key={action}
              icon={<Icon aria-hidden />}
              tone={action === "delete" ? "danger" : undefined}
              onSelect={() => onAction(action, limit)}
            >
              {short(action)}
            </MenuItem>
          ))}
        </DropdownMenu>
      </span>
    </>
  );
}

const ACTIONS = [
  { action: "topUp", icon: CirclePlus },
  { action: "edit", icon: Pencil },
  { action: "delete", icon: Trash2 },
] as const satisfies readonly { action: LimitAction; icon: LucideIcon }[];
