import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ChangeText } from "#components/usage/change-text.tsx";
import { begun } from "#components/usage/series-points.ts";
import { type SeriesSums, seriesSums } from "#components/usage/series-sums.ts";
import type { Range } from "#components/usage/use-range.ts";
import { useFormat } from "#components/use-format.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

export interface UsageTotalsProps {
  /** Undefined while they load. */
  totals: UsageReportJson["totals"] | undefined;
  /** The same over time, and the period to compare with; undefined without one. */
  series: UsageSeriesJson | undefined;
  before: UsageSeriesJson | undefined;
  range: Range;
}

/** The range's sums, to the digit. */
export function UsageTotals({ totals, series, before, range }: UsageTotalsProps) {
  const t = useTranslations("usage.totals");
  const format = useFormat();
  const exact = (value: number) => format.count(value, { exact: true });
  const ms = (value: number | null) => (value === null ? "–" : format.ms(value));
  const compared = comparedSums({ series, before, range });
  const items: { label: string; value: string | undefined; past?: number | undefined; now?: number | undefined }[] = [
    {
      label: t("messages"),
      value: totals && exact(totals.requests),
      past: compared?.past.requests,
      now: compared?.now.requests,
    },
    { label: t("input"), value: totals && exact(totals.tokensIn) },
    { label: t("output"), value: totals && exact(totals.tokensOut) },
    {
      label: t("cost"),
      value: totals && format.usd(totals.costNano),
      past: compared?.past.cost,
      now: compared?.now.cost,
    },
    {
      label: t("errorRate"),
      value: totals && (totals.errorRate === null ? "–" : format.share(totals.errorRate)),
      past: compared && errorRate(compared.past),
      now: compared && errorRate(compared.now),
    },
    { label: t("p50"), value: totals && ms(totals.latencyP50Ms) },
    { label: t("p95"), value: totals && ms(totals.latencyP95Ms) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-4 xl:grid-cols-7">
      {items.map(({ label, value, past: then, now }) => (
        <div key={label} className="min-w-0 bg-surface px-4 py-3 max-sm:last:col-span-2 sm:max-xl:last:col-span-2">
          <dt className="truncate text-ink-muted text-sm">{label}</dt>
          <dd className="tnum mt-0.5 truncate font-semibold text-lg tracking-tight">
            {value ?? <Skeleton className="my-1 h-4 w-20" />}
          </dd>
          {then !== undefined && now !== undefined && (
            <dd>
              <ChangeText before={then} now={now} title={t("compared", { days: range.days })} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** As much of the period before as has passed of this one: a morning is compared with a morning. */
function comparedSums({ series, before, range }: Pick<UsageTotalsProps, "series" | "before" | "range">) {
  if (!series || !before || series.bucket !== before.bucket) return undefined;
  const points = begun({ data: series, today: range.today, now: new Date() });
  const past = seriesSums(before.points.slice(0, points.length));
  return past.requests > 0 ? { past, now: seriesSums(points) } : undefined;
}

function errorRate({ failures, requests }: SeriesSums) {
  return failures === 0 ? 0 : failures / (failures + requests);
}
