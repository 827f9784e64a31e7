import { formatCount, formatMs, formatUsd } from "#components/format.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

/** The range's sums, to the digit. */
export function UsageTotals({ totals }: { totals: UsageReportJson["totals"] | undefined }) {
  const items = [
    ["Messages", totals && formatCount(totals.requests, { exact: true })],
    ["Input tokens", totals && formatCount(totals.tokensIn, { exact: true })],
    ["Output tokens", totals && formatCount(totals.tokensOut, { exact: true })],
    ["Cost", totals && formatUsd(totals.costNano)],
    ["Mean time to answer", totals && (totals.latencyMs === null ? "–" : formatMs(totals.latencyMs))],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-3 lg:grid-cols-5">
      {items.map(([label, value]) => (
        <div key={label} className="bg-surface px-4 py-3 last:max-sm:col-span-2 last:sm:max-lg:col-span-2">
          <dt className="text-ink-muted text-sm">{label}</dt>
          <dd className="tnum mt-0.5 font-semibold text-lg tracking-tight">
            {value ?? <Skeleton className="my-1 h-4 w-20" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
