"use client";

import { type ReactNode, useMemo } from "react";
import { formatBucket, formatCount, formatMs, formatShare, formatUsd } from "#components/format.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import type { GroupBy } from "#components/usage/group-by.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

type Row = UsageReportJson["rows"][number];

const headers: Record<GroupBy, string> = {
  day: "Day",
  model: "Model",
  key: "Key",
  channel: "Channel",
  endUser: "End user",
  team: "Team",
};

export interface UsageTableProps {
  groupBy: GroupBy;
  /** Undefined while it loads. */
  report: UsageReportJson | undefined;
  rowHref?: (row: Row) => string;
  empty: ReactNode;
}

export function UsageTable({ groupBy, report, rowHref, empty }: UsageTableProps) {
  const total = Number(report?.totals.costNano ?? 0);
  const columns = useMemo(() => columnsOf(groupBy, total), [groupBy, total]);
  return (
    <DataTable
      // A new grouping starts with its own order.
      key={groupBy}
      label={`Usage by ${headers[groupBy].toLowerCase()}`}
      columns={columns}
      rows={report?.groupBy === groupBy ? report.rows : undefined}
      rowId={(row) => row.group ?? "none"}
      rowHref={rowHref}
      empty={empty}
      initialSort={groupBy === "day" ? { id: "group", desc: true } : { id: "cost", desc: true }}
      skeletonRows={8}
    />
  );
}

function columnsOf(groupBy: GroupBy, totalCost: number): Column<Row>[] {
  const columns: Column<Row>[] = [
    {
      id: "group",
      header: headers[groupBy],
      sortBy: (row) => (groupBy === "day" ? row.group : row.label),
      className: "max-w-72",
      cell: (row) => <span className="block truncate">{labelOf(groupBy, row)}</span>,
    },
    {
      id: "messages",
      header: "Messages",
      align: "end",
      sortBy: (row) => row.requests,
      cell: (row) => formatCount(row.requests, { exact: true }),
    },
    {
      id: "input",
      header: "Input tokens",
      align: "end",
      from: "md",
      sortBy: (row) => row.tokensIn,
      cell: (row) => formatCount(row.tokensIn, { exact: true }),
    },
    {
      id: "output",
      header: "Output tokens",
      align: "end",
      from: "md",
      sortBy: (row) => row.tokensOut,
      cell: (row) => formatCount(row.tokensOut, { exact: true }),
    },
    {
      id: "tokens",
      header: "Tokens",
      align: "end",
      sortBy: (row) => row.tokensIn + row.tokensOut,
      cell: (row) => formatCount(row.tokensIn + row.tokensOut, { exact: true }),
    },
    {
      id: "cost",
      header: "Cost",
      align: "end",
      sortBy: (row) => BigInt(row.costNano),
      cell: (row) => formatUsd(row.costNano),
    },
    {
      id: "share",
      header: "Of cost",
      align: "end",
      from: "lg",
      cell: (row) => <Share share={totalCost > 0 ? Number(row.costNano) / totalCost : 0} />,
    },
    {
      id: "latency",
      header: "Mean time",
      align: "end",
      from: "lg",
      sortBy: (row) => row.latencyMs,
      cell: (row) => (row.latencyMs === null ? "–" : formatMs(row.latencyMs)),
    },
    {
      id: "partials",
      header: "Ended early",
      align: "end",
      from: "xl",
      sortBy: (row) => row.partials / (row.requests || 1),
      cell: (row) =>
        row.partials === 0 ? (
          <span className="text-ink-subtle">0</span>
        ) : (
          <Tooltip content={`${formatShare(row.partials / row.requests)} of the messages`}>
            <span className="relative z-1">{formatCount(row.partials)}</span>
          </Tooltip>
        ),
    },
  ];
  // A day's share of all days says nothing.
  return groupBy === "day" ? columns.filter(({ id }) => id !== "share") : columns;
}

function labelOf(groupBy: GroupBy, row: Row) {
  if (groupBy === "day" && row.group) return formatBucket(row.group, "day", { long: true });
  if (groupBy === "channel") return channelName(row.label);
  return row.group === null ? <span className="text-ink-muted">{row.label}</span> : row.label;
}

function Share({ share }: { share: number }) {
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      <span aria-hidden className="h-1 w-12 overflow-hidden rounded-full bg-active">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      <span className="w-9">{formatShare(share)}</span>
    </span>
  );
}
