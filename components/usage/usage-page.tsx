"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "#components/api-client.ts";
import { TurnsCard } from "#components/turns/turns-card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { addDays } from "#components/usage/day-range.ts";
import { ExplorerChart } from "#components/usage/explorer-chart.tsx";
import { ExplorerError } from "#components/usage/explorer-error.tsx";
import { ExportLink } from "#components/usage/export-link.tsx";
import { FilterBar } from "#components/usage/filter-bar.tsx";
import { RangePicker } from "#components/usage/range-picker.tsx";
import { UsageTable } from "#components/usage/usage-table.tsx";
import { UsageTotals } from "#components/usage/usage-totals.tsx";
import { useExplorer } from "#components/usage/use-explorer.ts";
import { useRange } from "#components/usage/use-range.ts";
import { useUsageReport } from "#components/usage/use-usage-report.ts";
import { useUsageSeries } from "#components/usage/use-usage-series.ts";

/** What was used, by whatever the viewer asks, down to the single turn. */
export function UsagePage() {
  const t = useTranslations("usage");
  const explorer = useExplorer();
  const range = useRange();
  const { groupBy, query } = explorer;
  const turns = groupBy === "turn";
  const { from, to, bucket } = range;
  const report = useUsageReport({ ...query, from, to, groupBy, sort: explorer.sort, order: explorer.order });
  const by = groupBy === "day" || turns ? "none" : groupBy;
  const series = useUsageSeries({ ...query, from, to, bucket, by });
  // The list of turns is this page's third request already.
  const before = useUsageSeries(
    { ...query, from: range.compareFrom, to: addDays(from, -1), bucket, by: "none" },
    { enabled: range.compare && !turns },
  );
  const first = report.data?.pages[0];

  const isNotFound = report.error instanceof ApiError && [404, 422].includes(report.error.status);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<ExportLink report={first} explorer={explorer} range={range} />}
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <RangePicker range={range} />
        <FilterBar explorer={explorer} range={range} names={first?.filters} />
      </div>
      {report.isError && !first ? (
        <ExplorerError report={report} isNotFound={isNotFound} onClear={explorer.clearFilters} />
      ) : (
        <div className="flex flex-col gap-4">
          <UsageTotals
            totals={first?.totals}
            series={series.data}
            before={range.compare && !turns ? before.data : undefined}
            range={range}
          />
          <ExplorerChart
            query={series}
            before={range.compare && !turns ? before.data : undefined}
            explorer={explorer}
            range={range}
          />
          {turns ? (
            <TurnsCard explorer={explorer} range={range} timeZone={first?.filters.timeZone ?? undefined} />
          ) : (
            <UsageTable report={report} explorer={explorer} range={range} />
          )}
        </div>
      )}
    </>
  );
}
