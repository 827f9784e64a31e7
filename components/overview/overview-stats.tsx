import { useTranslations } from "next-intl";
import { memo } from "react";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import { bucketTotals, errorPoints, latencyPoints } from "#components/usage/series-points.ts";
import { usageHref } from "#components/usage/usage-href.ts";
import type { Range } from "#components/usage/use-range.ts";
import { useFormat } from "#components/use-format.ts";
import type { OverviewJson, UsageSeriesJson } from "#lib/http/resources/overview.ts";

export interface OverviewStatsProps {
  /** Undefined while it loads. */
  data: OverviewJson | undefined;
  series: UsageSeriesJson | undefined;
  range: Range;
  /** Of one team alone. */
  teamId?: string;
}

/** The range's figures, each beside the period before and a link to what it counts. */
export const OverviewStats = memo(function OverviewStats({ data, series, range, teamId }: OverviewStatsProps) {
  const t = useTranslations("overview.stats");
  const format = useFormat();
  const now = data?.totals;
  // A day that has hours to go would always be behind the one before.
  const running = range.bucket === "hour" && range.to >= range.today;
  const past = range.compare && !running ? data?.before : undefined;
  // Without a past, "nothing to compare" on every card would only be noise.
  const before = past && past.requests > 0 ? past : undefined;
  const shown = series && { data: series, today: range.today, now: new Date() };
  const count = (value: number | undefined) => (value === undefined ? null : format.count(value));
  const common = { deltaNote: t("note", { days: range.days }) };
  const href = (params: Record<string, string>) => usageHref({ ...range.params, team: teamId, ...params });
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-3">
      <StatCard
        {...common}
        label={t("messages")}
        value={count(now?.requests)}
        delta={change(before?.requests, now?.requests)}
        better="up"
        href={href({ measure: "messages", groupBy: "day" })}
        chart={shown && <Sparkline values={bucketTotals({ ...shown, measure: "messages" })} />}
      />
      <StatCard
        {...common}
        label={t("tokens")}
        value={count(now && now.tokensIn + now.tokensOut)}
        delta={change(before && before.tokensIn + before.tokensOut, now && now.tokensIn + now.tokensOut)}
        href={href({ measure: "tokens", groupBy: "model" })}
        chart={shown && <Sparkline values={bucketTotals({ ...shown, measure: "tokens" })} />}
      />
      <StatCard
        {...common}
        label={t("cost")}
        value={now ? format.usd(now.costNano, { compact: true }) : null}
        delta={change(before && Number(before.costNano), now && Number(now.costNano))}
        better="down"
        href={href({ groupBy: teamId ? "key" : "team" })}
        chart={shown && <Sparkline values={bucketTotals({ ...shown, measure: "cost" })} />}
      />
      <StatCard
        {...common}
        label={t("endUsers")}
        value={count(now?.activeEndUsers)}
        delta={change(before?.activeEndUsers, now?.activeEndUsers)}
        better="up"
        href={href({ measure: "messages", groupBy: "endUser" })}
      />
      <StatCard
        {...common}
        label={t("errorRate")}
        value={now ? (now.errorRate === null ? "–" : format.share(now.errorRate)) : null}
        delta={change(before?.errorRate, now?.errorRate)}
        better="down"
        href={href({ measure: "errors", groupBy: "model", sort: "failures" })}
        chart={
          shown &&
          now?.failures !== 0 && (
            <Sparkline color="var(--danger)" values={errorPoints(shown).map(({ values }) => Number(values.errors))} />
          )
        }
      />
      <StatCard
        {...common}
        label={t("latency")}
        value={now ? latencyText(now) : null}
        delta={change(before?.latencyP95Ms, now?.latencyP95Ms)}
        better="down"
        href={href({ measure: "latency", groupBy: "model", sort: "p95" })}
        chart={
          shown && (
            <Sparkline
              color="var(--chart-2)"
              values={latencyPoints(shown).map(({ values }) => Number(values.p95 ?? 0))}
            />
          )
        }
      />
    </div>
  );

  function latencyText({ latencyP50Ms, latencyP95Ms }: OverviewJson["totals"]) {
    if (latencyP50Ms === null || latencyP95Ms === null) return "–";
    const [median, most] = [format.ms(latencyP50Ms), format.ms(latencyP95Ms)];
    // "1.6 / 4.8s": a unit that both share is said once, for there is little room on a phone.
    return `${unitOf(median) === unitOf(most) ? figureOf(median) : median} / ${most}`;
  }
});

/** Undefined without a figure on either side, null when it was none of this before. */
function change(before: number | null | undefined, now: number | null | undefined) {
  if (before === undefined || before === null || now === undefined || now === null) return undefined;
  if (before === 0) return now === 0 ? 0 : null;
  return now / before - 1;
}

const FIGURE = /[\p{Nd}.,٫٬]+/u;

function figureOf(text: string) {
  return FIGURE.exec(text)?.[0] ?? text;
}

function unitOf(text: string) {
  return text.replace(FIGURE, "");
}
