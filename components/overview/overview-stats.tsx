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
  // Without a past, "nothing to compare" on every card would only be noise.
  const compare = past && past.requests > 0 ? past : undefined;
  const note = `vs. the ${days} days before`;
  const usage = (params: string) => `/usage?range=${days}&${params}`;
  const sparkline = (measure: Measure) => series && <Sparkline values={dailyTotals(series, measure, today)} />;
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 xl:grid-cols-5">
      <StatCard
        label="Messages"
        value={now ? formatCount(now.requests) : null}
        delta={change(compare?.requests, now?.requests)}
        better="up"
        deltaNote={note}
        href={usage("measure=messages&groupBy=day")}
        chart={sparkline("messages")}
      />
      <StatCard
        label="Tokens"
        value={now ? formatCount(tokens(now)) : null}
        delta={change(compare && tokens(compare), now && tokens(now))}
        deltaNote={note}
        href={usage("measure=tokens&groupBy=model")}
        chart={sparkline("tokens")}
      />
      <StatCard
        label="Cost"
        value={now ? formatUsd(now.costNano, { compact: true }) : null}
        delta={change(compare && Number(compare.costNano), now && Number(now.costNano))}
        better="down"
        deltaNote={note}
        href={usage("measure=cost&groupBy=team")}
        chart={sparkline("cost")}
      />
      <StatCard
        label="Active end users"
        value={now ? formatCount(now.activeEndUsers) : null}
        delta={change(compare?.activeEndUsers, now?.activeEndUsers)}
        better="up"
        deltaNote={note}
        href={usage("measure=messages&groupBy=endUser")}
      />
      <StatCard
        className="max-xl:col-span-2"
        label="Ended early"
        value={now ? formatShare(share(now)) : null}
        delta={change(compare && share(compare), now && share(now))}
        better="down"
        deltaNote={note}
        href={usage("measure=messages&groupBy=model")}
      />
    </div>
  );
}

/** Undefined without a period before, null when it had none of this. */
function change(before: number | undefined, now: number | undefined) {
  if (before === undefined || now === undefined) return undefined;
  return before === 0 ? null : now / before - 1;
}

function tokens({ tokensIn, tokensOut }: { tokensIn: number; tokensOut: number }) {
  return tokensIn + tokensOut;
}

function share({ partials, requests }: { partials: number; requests: number }) {
  return requests === 0 ? 0 : partials / requests;
}
