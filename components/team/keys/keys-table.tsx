"use client";

import { Ellipsis, RefreshCw, ScrollText, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { KeyStatus } from "#components/team/keys/key-status.tsx";
import { fullestOf, isWorking } from "#components/team/keys/key-words.ts";
import { LimitCell } from "#components/team/keys/limit-cell.tsx";
import { monthHref } from "#components/team/keys/month-href.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TeamKeyJson } from "#lib/http/resources/keys.ts";

export interface KeysTableProps {
  keys: readonly TeamKeyJson[] | undefined;
  onDetails: (key: TeamKeyJson) => void;
  /** Left out for viewers. */
  onRotate?: (key: TeamKeyJson) => void;
  onRevoke?: (key: TeamKeyJson) => void;
  empty: ReactNode;
}

export function KeysTable({ keys, onDetails, onRotate, onRevoke, empty }: KeysTableProps) {
  const t = useTranslations("keys");
  const format = useFormat();
  const { team } = useTeam();
  const columns = useMemo<Column<TeamKeyJson>[]>(() => {
    const shown: Column<TeamKeyJson>[] = [
      {
        id: "name",
        header: t("columns.name"),
        sortBy: ({ name }) => name,
        interactive: true,
        cell: (key) => (
          <button type="button" className="group block rounded-sm text-start" onClick={() => onDetails(key)}>
            <span className="sr-only">{t("detailsOf", { name: key.name })}: </span>
            <span className="block max-w-56 truncate font-medium group-hover:underline">{key.name}</span>
            <span className="block text-ink-subtle text-xs">
              {t(`scopes.${key.scope}`)}
              {key.rateLimit !== null &&
                ` · ${t("perMinute", { count: format.count(key.rateLimit, { exact: true }) })}`}
            </span>
          </button>
        ),
      },
      {
        id: "prefix",
        header: t("columns.prefix"),
        from: "lg",
        cell: ({ prefix }) => (
          <code dir="ltr" className="font-mono text-ink-muted text-xs">
            {prefix}…
          </code>
        ),
      },
      {
        id: "status",
        header: t("columns.status"),
        sortBy: ({ status }) => status,
        cell: (key) => <KeyStatus apiKey={key} />,
      },
      {
        id: "month",
        header: t("columns.month"),
        align: "end",
        from: "sm",
        interactive: true,
        sortBy: ({ month }) => BigInt(month.costNano),
        cell: ({ scope, name, lineageId, month }) =>
          scope === "inference" && (
            <Link href={monthHref({ team, lineageId, now: new Date() })} className="group tnum block rounded-sm">
              <span className="sr-only">{t("monthOf", { name })}: </span>
              <span className="block group-hover:underline">{format.usd(month.costNano)}</span>
              <span className="block text-ink-subtle text-xs">
                {t("requests", { count: format.count(month.requests), number: month.requests })}
              </span>
            </Link>
          ),
      },
      {
        id: "limit",
        header: t("columns.limit"),
        from: "md",
        sortBy: (key) => {
          const fullest = fullestOf(key);
          return fullest && Number(fullest.used) / Number(fullest.amount);
        },
        cell: (key) => key.scope === "inference" && <LimitCell apiKey={key} />,
      },
      {
        id: "lastUsed",
        header: t("columns.lastUsed"),
        from: "sm",
        sortBy: ({ lastUsedAt }) => lastUsedAt,
        cell: ({ lastUsedAt }) =>
          lastUsedAt ? (
            <RelativeTime date={lastUsedAt} timeZone={team.timeZone} />
          ) : (
            <span className="text-ink-subtle">{t("never")}</span>
          ),
      },
      {
        id: "expires",
        header: t("columns.expires"),
        from: "xl",
        sortBy: ({ expiresAt }) => expiresAt,
        cell: ({ expiresAt }) =>
          expiresAt ? (
            <RelativeTime date={expiresAt} timeZone={team.timeZone} />
          ) : (
            <span className="text-ink-subtle">{t("neverExpires")}</span>
          ),
      },
      {
        id: "created",
        header: t("columns.created"),
        from: "xl",
        sortBy: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <RelativeTime date={createdAt} timeZone={team.timeZone} />,
      },
    ];
    if (!onRotate || !onRevoke) return shown;
    return [
      ...shown,
      {
        id: "actions",
        header: t("columns.actions"),
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (key) =>
          isWorking(key) && (
            <DropdownMenu
              trigger={
                <IconButton
                  size="sm"
                  label={t("actionsFor", { name: key.name })}
                  tooltip={false}
                  icon={<Ellipsis aria-hidden />}
                />
              }
            >
              <MenuItem icon={<ScrollText aria-hidden />} onSelect={() => onDetails(key)}>
                {t("actions.details")}
              </MenuItem>
              <MenuItem
                icon={<RefreshCw aria-hidden />}
                disabled={key.status === "rotating"}
                onSelect={() => onRotate(key)}
              >
                {t("actions.rotate")}
              </MenuItem>
              <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => onRevoke(key)}>
                {t("actions.revoke")}
              </MenuItem>
            </DropdownMenu>
          ),
      },
    ];
  }, [t, format, team, onDetails, onRotate, onRevoke]);
  return (
    <DataTable label={t("title")} columns={columns} rows={keys} rowId={({ id }) => id} empty={empty} skeletonRows={3} />
  );
}
