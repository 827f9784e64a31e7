import { Sparkline } from "#components/charts/sparkline.tsx";
import { formatCount, formatShare, formatUsd } from "#components/format.ts";
import { StatCard } from "#components/ui/stat-card.tsx";
import type { RangeDays } from "#components/usage/day-range.ts";
import { dailyTotals, type Measure } from "#components/usage/series-points.ts";
import type { OverviewJson, UsageSeriesJson } from "#lib/http/resources/overview.ts";

export interface OverviewStatsProps {
  /** Undefined while it loads. */
  data: OverviewJson | undefined;
  series: UsageSeriesJson | undefined;
  today: string;
  days: RangeDays;
}

export function OverviewStats({ data, series, today, days }: OverviewStatsProps) {
  const now = data?.totals;
  const past = data?.before;
  const note = `vs. the ${days} days before`;
  const usage = (params: string) => `/usage?range=${days}&${params}`;
  const sparkline = (measure: Measure) => series && <Sparkline values={dailyTotals(series, measure, today)} />;
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-6">
      <StatCard
        className="lg:col-span-2"
        label="Messages"
        value={now ? formatCount(now.requests) : null}
        delta={change(past?.requests, now?.requests)}
        better="up"
        deltaNote={note}
        href={usage("measure=messages&groupBy=day")}
        chart={sparkline("messages")}
      />
      <StatCard
        className="lg:col-span-2"
        label="Tokens"
        value={now ? formatCount(now.tokensIn + now.tokensOut) : null}
        delta={change(past && past.tokensIn + past.tokensOut, now && now.tokensIn + now.tokensOut)}
        deltaNote={note}
        href={usage("measure=tokens&groupBy=model")}
        chart={sparkline("tokens")}
      />
      <StatCard
        className="max-lg:col-span-2 lg:col-span-2"
        label="Cost"
        value={now ? formatUsd(now.costNano, { compact: true }) : null}
        delta={change(Number(past?.costNano), Number(now?.costNano))}
        better="down"
        deltaNote={note}
        href={usage("measure=cost&groupBy=team")}
        chart={sparkline("cost")}
      />
      <StatCard
        className="lg:col-span-3"
        label="Active end users"
        value={now ? formatCount(now.activeEndUsers) : null}
        delta={change(past?.activeEndUsers, now?.activeEndUsers)}
        better="up"
        deltaNote={note}
        href={usage("measure=messages&groupBy=endUser")}
      />
      <StatCard
        className="lg:col-span-3"
        label="Answers that ended early"
        value={now ? formatShare(share(now)) : null}
        delta={change(past && share(past), now && share(now))}
        better="down"
        deltaNote={note}
        href={usage("measure=messages&groupBy=model")}
      />
    </div>
  );
}

/** Null when there is nothing to compare with. */
function change(before: number | undefined, now: number | undefined) {
  return before && now !== undefined ? now / before - 1 : null;
}

function share({ partials, requests }: { partials: number; requests: number }) {
  return requests === 0 ? 0 : partials / requests;
}
