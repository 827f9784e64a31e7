"use client";

import { ChartColumn, Ellipsis, Power, PowerOff, Settings2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { formatCount, formatUsd } from "#components/format.ts";
import { useTeamActive } from "#components/teams/use-team-active.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TeamJson } from "#lib/http/resources/teams.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

type Usage = UsageReportJson["rows"][number];

export interface TeamsTableProps {
  /** Undefined while they load. */
  teams: readonly TeamJson[] | undefined;
  /** This month's, by team id. Undefined while it loads, null when it couldn't be. */
  usage: ReadonlyMap<string, Usage> | undefined | null;
  isOperator: boolean;
  empty: ReactNode;
}

export function TeamsTable({ teams, usage, isOperator, empty }: TeamsTableProps) {
  const [leaving, setLeaving] = useState<TeamJson | null>(null);
  const { mutate, mutateAsync } = useTeamActive();
  const columns = useMemo(
    () => [
      ...dataColumns(usage),
      actionsColumn({ isOperator, onDeactivate: setLeaving, onActivate: (team) => mutate({ team, active: true }) }),
    ],
    [usage, isOperator, mutate],
  );
  return (
    <>
      <DataTable
        label="Teams"
        columns={columns}
        rows={teams}
        rowId={(team) => team.id}
        rowHref={(team) => `/teams/${team.id}`}
        empty={empty}
        initialSort={{ id: "name", desc: false }}
        skeletonRows={8}
      />
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={`Switch ${leaving?.displayName ?? "the team"} off?`}
        description="Within 5 seconds its API keys are refused and its bots stop answering. Nothing is deleted, and you can switch it on again."
        confirmLabel="Switch off"
        onConfirm={() => (leaving ? mutateAsync({ team: leaving, active: false }) : undefined)}
      />
    </>
  );
}

function dataColumns(usage: TeamsTableProps["usage"]): Column<TeamJson>[] {
  const of = (team: TeamJson) => usage?.get(team.id);
  const figure = (team: TeamJson, format: (row: Usage) => string) => {
    if (usage === undefined) return <Skeleton className="ms-auto h-3.5 w-12" />;
    const row = of(team);
    return row ? format(row) : <span className="text-ink-subtle">{usage ? "0" : "–"}</span>;
  };
  return [
    {
      id: "name",
      header: "Team",
      sortBy: (team) => team.displayName,
      className: "max-w-64",
      cell: (team) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={team.displayName} shape="square" size="sm" />
          <span className="min-w-0">
            <span className="flex min-w-0 items-center gap-1.5">
              <span className="truncate">{team.displayName}</span>
              {!team.active && <Badge className="sm:hidden">Off</Badge>}
            </span>
            <span className="block truncate font-normal text-ink-subtle text-xs">{team.platformName}</span>
          </span>
        </span>
      ),
    },
    {
      id: "status",
      header: "Status",
      from: "sm",
      sortBy: (team) => (team.active ? "0" : "1"),
      cell: (team) =>
        team.active ? (
          <Badge tone="success" dot>
            Active
          </Badge>
        ) : (
          <Badge dot>Off</Badge>
        ),
    },
    {
      id: "type",
      header: "Type",
      from: "sm",
      sortBy: (team) => team.type,
      cell: (team) => (team.type === "public" ? "Public" : "Private"),
    },
    {
      id: "messages",
      header: "Messages",
      align: "end",
      from: "md",
      sortBy: (team) => of(team)?.requests ?? 0,
      cell: (team) => figure(team, (row) => formatCount(row.requests)),
    },
    {
      id: "tokens",
      header: "Tokens",
      align: "end",
      from: "md",
      sortBy: (team) => (of(team)?.tokensIn ?? 0) + (of(team)?.tokensOut ?? 0),
      cell: (team) => figure(team, (row) => formatCount(row.tokensIn + row.tokensOut)),
    },
    {
      id: "cost",
      header: "Cost this month",
      align: "end",
      sortBy: (team) => BigInt(of(team)?.costNano ?? 0),
      cell: (team) => figure(team, (row) => formatUsd(row.costNano, { compact: true })),
    },
    {
      id: "created",
      header: "Created",
      from: "lg",
      sortBy: (team) => new Date(team.createdAt),
      cell: (team) => <RelativeTime date={team.createdAt} className="relative z-1 text-ink-muted" />,
    },
  ];
}

function actionsColumn(options: {
  isOperator: boolean;
  onActivate: (team: TeamJson) => void;
  onDeactivate: (team: TeamJson) => void;
}): Column<TeamJson> {
  return {
    id: "actions",
    header: "Actions",
    hideHeader: true,
    align: "end",
    interactive: true,
    className: "w-px",
    cell: (team) => (
      <DropdownMenu
        trigger={
          <IconButton
            size="sm"
            tooltip={false}
            label={`Actions for ${team.displayName}`}
            icon={<Ellipsis aria-hidden />}
          />
        }
      >
        <MenuItem icon={<Settings2 aria-hidden />} href={`/teams/${team.id}/configuration`}>
          Configuration
        </MenuItem>
        <MenuItem icon={<ChartColumn aria-hidden />} href={`/usage?team=${team.id}&groupBy=model`}>
          Usage
        </MenuItem>
        {options.isOperator && <MenuSeparator />}
        {options.isOperator &&
          (team.active ? (
            <MenuItem tone="danger" icon={<PowerOff aria-hidden />} onSelect={() => options.onDeactivate(team)}>
              Switch off…
            </MenuItem>
          ) : (
            <MenuItem icon={<Power aria-hidden />} onSelect={() => options.onActivate(team)}>
              Switch on
            </MenuItem>
          ))}
      </DropdownMenu>
    ),
  };
}
