"use client";

import { Ellipsis, RefreshCw, Trash2 } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { formatCount } from "#components/format.ts";
import { Countdown } from "#components/team/keys/countdown.tsx";
import { isWorking, STATUS } from "#components/team/keys/key-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";

export interface KeysTableProps {
  keys: readonly KeyJson[] | undefined;
  /** Left out for viewers. */
  onRotate?: (key: KeyJson) => void;
  onRevoke?: (key: KeyJson) => void;
  empty: ReactNode;
}

export function KeysTable({ keys, onRotate, onRevoke, empty }: KeysTableProps) {
  const { timeZone } = useTeam().team;
  const columns = useMemo<Column<KeyJson>[]>(() => {
    const shown: Column<KeyJson>[] = [
      {
        id: "name",
        header: "Name",
        sortBy: ({ name }) => name,
        cell: (key) => (
          <>
            <span className="block max-w-56 truncate font-medium">{key.name}</span>
            <span className="block text-ink-subtle text-xs">
              {key.scope === "inference" ? "Inference" : "Management"}
              {key.rateLimit !== null && ` · ${formatCount(key.rateLimit)} per minute`}
            </span>
          </>
        ),
      },
      {
        id: "prefix",
        header: "Begins with",
        from: "sm",
        cell: ({ prefix }) => <code className="font-mono text-ink-muted text-xs">{prefix}…</code>,
      },
      { id: "status", header: "Status", sortBy: ({ status }) => status, cell: (key) => <KeyStatus apiKey={key} /> },
      {
        id: "lastUsed",
        header: "Last used",
        from: "sm",
        sortBy: ({ lastUsedAt }) => lastUsedAt,
        cell: ({ lastUsedAt }) =>
          lastUsedAt ? (
            <RelativeTime date={lastUsedAt} timeZone={timeZone} />
          ) : (
            <span className="text-ink-subtle">Never</span>
          ),
      },
      {
        id: "expires",
        header: "Expires",
        from: "md",
        sortBy: ({ expiresAt }) => expiresAt,
        cell: ({ expiresAt }) =>
          expiresAt ? (
            <RelativeTime date={expiresAt} timeZone={timeZone} />
          ) : (
            <span className="text-ink-subtle">Never</span>
          ),
      },
      {
        id: "created",
        header: "Created",
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
        header: "Actions",
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: (key) =>
          isWorking(key) && (
            <DropdownMenu
              trigger={
                <IconButton
                  size="sm"
                  label={`Actions for ${key.name}`}
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
                Rotate…
              </MenuItem>
              <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => onRevoke(key)}>
                Revoke…
              </MenuItem>
            </DropdownMenu>
          ),
      },
    ];
  }, [timeZone, onRotate, onRevoke]);
  return (
    <DataTable label="API keys" columns={columns} rows={keys} rowId={({ id }) => id} empty={empty} skeletonRows={3} />
  );
}

function KeyStatus({ apiKey: { status, graceUntil } }: { apiKey: KeyJson }) {
  const { label, tone } = STATUS[status];
  return (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={tone} dot={status === "active" || status === "rotating"}>
        {label}
      </Badge>
      {status === "rotating" && graceUntil && (
        <span className="text-ink-muted text-xs">
          works for <Countdown until={graceUntil} />
        </span>
      )}
    </span>
  );
}
