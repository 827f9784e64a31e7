"use client";

import { Ellipsis, RefreshCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { Countdown } from "#components/team/keys/countdown.tsx";
import { isWorking, STATUS_TONES } from "#components/team/keys/key-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { KeyJson } from "#lib/http/resources/keys.ts";

export interface KeysTableProps {
  keys: readonly KeyJson[] | undefined;
  /** Left out for viewers. */
  onRotate?: (key: KeyJson) => void;
  onRevoke?: (key: KeyJson) => void;
  empty: ReactNode;
}

export function KeysTable({ keys, onRotate, onRevoke, empty }: KeysTableProps) {
  const t = useTranslations("keys");
  const format = useFormat();
  const { timeZone } = useTeam().team;
  const columns = useMemo<Column<KeyJson>[]>(() => {
    const shown: Column<KeyJson>[] = [
      {
        id: "name",
        header: t("columns.name"),
        sortBy: ({ name }) => name,
        cell: (key) => (
          <>
            <span className="block max-w-56 truncate font-medium">{key.name}</span>
            <span className="block text-ink-subtle text-xs">
              {t(`scopes.${key.scope}`)}
              {key.rateLimit !== null &&
                ` · ${t("perMinute", { count: format.count(key.rateLimit, { exact: true }) })}`}
            </span>
          </>
        ),
      },
      {
        id: "prefix",
        header: t("columns.prefix"),
        from: "sm",
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
        id: "lastUsed",
        header: t("columns.lastUsed"),
        from: "sm",
        sortBy: ({ lastUsedAt }) => lastUsedAt,
        cell: ({ lastUsedAt }) =>
          lastUsedAt ? (
            <RelativeTime date={lastUsedAt} timeZone={timeZone} />
          ) : (
            <span className="text-ink-subtle">{t("never")}</span>
          ),
      },
      {
        id: "expires",
        header: t("columns.expires"),
        from: "md",
        sortBy: ({ expiresAt }) => expiresAt,
        cell: ({ expiresAt }) =>
          expiresAt ? (
            <RelativeTime date={expiresAt} timeZone={timeZone} />
          ) : (
            <span className="text-ink-subtle">{t("neverExpires")}</span>
          ),
      },
      {
        id: "created",
        header: t("columns.created"),
        from: "lg",
        sortBy: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <RelativeTime date={createdAt} timeZone={timeZone} />,
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
  }, [t, format, timeZone, onRotate, onRevoke]);
  return (
    <DataTable label={t("title")} columns={columns} rows={keys} rowId={({ id }) => id} empty={empty} skeletonRows={3} />
  );
}

function KeyStatus({ apiKey: { status, graceUntil } }: { apiKey: KeyJson }) {
  const t = useTranslations("keys");
  return (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={STATUS_TONES[status]} dot={status === "active" || status === "rotating"}>
        {t(`status.${status}`)}
      </Badge>
      {status === "rotating" && graceUntil && (
        <span className="text-ink-muted text-xs">
          {t.rich("worksFor", { time: () => <Countdown until={graceUntil} /> })}
        </span>
      )}
    </span>
  );
}
