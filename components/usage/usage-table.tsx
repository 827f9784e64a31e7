"use client";

import { ChartColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { GroupBy } from "#components/usage/group-by.ts";
import { RowLabel } from "#components/usage/row-label.tsx";
import { Share } from "#components/usage/share.tsx";
import { drillHref, type useExplorer } from "#components/usage/use-explorer.ts";
import type { Range } from "#components/usage/use-range.ts";
import type { UsageReportQueryResult } from "#components/usage/use-usage-report.ts";
import { useFormat } from "#components/use-format.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

type Row = UsageReportJson["rows"][number];

export interface UsageTableProps {
  report: UsageReportQueryResult;
  explorer: ReturnType<typeof useExplorer>;
  range: Range;
}

/** The sums of each group; a row leads one step further down. */
export function UsageTable({ report, explorer, range }: UsageTableProps) {
  const t = useTranslations("usage");
  const format = useFormat();
  const { groupBy, sort, order, filters, measure } = explorer;
  const pages = report.data?.pages;
  const first = pages?.[0];
  const rows = useMemo(() => pages?.flatMap((page) => page.rows), [pages]);
  const columns = useColumns({ groupBy, totals: first?.totals, withTeam: filters.team === null });
  const current = first?.groupBy === groupBy;
  return (
    <Card flush>
      <DataTable
        label={t("table.label", { group: t(`groups.${groupBy}`) })}
        columns={columns}
        rows={current ? rows : undefined}
        rowId={(row) => `${row.teamId} ${row.group}`}
        rowHref={(row) => drillHref({ groupBy, row, filters, rangeParams: range.params, measure })}
        sort={{ id: sort, desc: order === "desc" }}
        onSortChange={explorer.setSort}
        skeletonRows={8}
        empty={
          <EmptyState
            icon={<ChartColumn />}
            title={t("empty.title")}
            description={t("empty.text")}
            action={
              range.preset === "90" ? (
                <ButtonLink href="/sandbox">{t("empty.sandbox")}</ButtonLink>
              ) : (
                <Button onClick={() => range.setPreset("90")}>{t("empty.longer", { days: 90 })}</Button>
              )
            }
          />
        }
      />
      {current && rows && rows.length > 0 && (
        <LoadMore
          shown={t("table.shown", { count: rows.length, shown: format.count(rows.length, { exact: true }) })}
          hasMore={report.hasNextPage}
          loading={report.isFetchingNextPage}
          onLoadMore={() => report.fetchNextPage()}
        />
      )}
    </Card>
  );
}

function useColumns(options: { groupBy: GroupBy; totals: UsageReportJson["totals"] | undefined; withTeam: boolean }) {
  const { groupBy, totals, withTeam } = options;
  const t = useTranslations("usage");
  const format = useFormat();
  const total = Number(totals?.costNano ?? 0);
  return useMemo(() => {
    const count = (value: number) => format.count(value, { exact: true });
    const end = { align: "end" } as const;
    const columns: Column<Row>[] = [
      {
        id: "group",
        header: t(`groups.${groupBy}`),
        sortBy: (row) => row.label,
        className: "max-w-44 sm:max-w-72",
        cell: (row) => <RowLabel groupBy={groupBy} row={row} withTeam={withTeam} />,
      },
      {
        ...end,
        id: "requests",
        header: t("measures.messages"),
        sortBy: (row) => row.requests,
        cell: (row) => count(row.requests),
      },
      {
        ...end,
        id: "tokensIn",
        header: t("totals.input"),
        from: "lg",
        sortBy: (row) => row.tokensIn,
        cell: (row) => count(row.tokensIn),
      },
      {
        ...end,
        id: "tokensOut",
        header: t("totals.output"),
        from: "lg",
        sortBy: (row) => row.tokensOut,
        cell: (row) => count(row.tokensOut),
      },
      {
        ...end,
        id: "tokens",
        header: t("measures.tokens"),
        from: "sm",
        sortBy: (row) => row.tokensIn + row.tokensOut,
        cell: (row) => count(row.tokensIn + row.tokensOut),
      },
      {
        ...end,
        id: "cost",
        header: t("measures.cost"),
        sortBy: (row) => BigInt(row.costNano),
        cell: (row) => format.usd(row.costNano),
      },
      {
        ...end,
        id: "share",
        header: t("table.share"),
        from: "xl",
        cell: (row) => <Share share={total > 0 ? Number(row.costNano) / total : 0} />,
      },
      {
        ...end,
        id: "p95",
        header: t("totals.p95"),
        from: "md",
        sortBy: (row) => row.latencyP95Ms,
        cell: (row) => (row.latencyP95Ms === null ? "–" : format.ms(row.latencyP95Ms)),
      },
      {
        ...end,
        id: "failures",
        header: t("table.failures"),
        from: "md",
        sortBy: (row) => row.failures,
        cell: (row) => (
          <span className={row.failures === 0 ? "text-ink-subtle" : "text-danger-text"}>{count(row.failures)}</span>
        ),
      },
    ];
    // A day's share of all days says nothing.
    return groupBy === "day" ? columns.filter(({ id }) => id !== "share") : columns;
  }, [groupBy, total, withTeam, t, format]);
}
