"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { formatCount, formatMs, formatUsd } from "#components/format.ts";
import { ConnectionsCard } from "#components/team/overview/connections-card.tsx";
import { LimitsCard } from "#components/team/overview/limits-card.tsx";
import { monthToDate } from "#components/team/overview/month-to-date.ts";
import { OnboardingChecklist } from "#components/team/overview/onboarding-checklist.tsx";
import { UsageCard } from "#components/team/overview/usage-card.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery, limitsQuery, usageByDayQuery } from "#components/team/team-queries.ts";
import { StatCard } from "#components/ui/stat-card.tsx";

/** @param hasKeys known to the server, which spares a request */
export function TeamOverview({ hasKeys }: { hasKeys: boolean }) {
  const { team } = useTeam();
  const headingId = useId();
  // The day the page was opened on: a figure that changes its range by itself would surprise.
  const [range] = useState(() => monthToDate(team.timeZone, new Date()));
  const { from, to } = range;
  const usage = useQuery(usageByDayQuery(team.id, { from, to }));
  const limits = useQuery(limitsQuery(team.id));
  const connections = useQuery(connectionsQuery(team.id));
  const totals = usage.data?.totals;
  const hasMessages =
    usage.data && connections.data
      ? usage.data.totals.requests > 0 || connections.data.some(({ lastUpdateAt }) => lastUpdateAt !== null)
      : undefined;
  const href = `/usage?team=${team.id}`;

  return (
    <div className="flex flex-col gap-4">
      <OnboardingChecklist
        hasKeys={hasKeys}
        hasLimits={limits.data && limits.data.length > 0}
        hasConnections={connections.data?.some(({ kind }) => kind !== "http")}
        hasMessages={hasMessages}
      />
      <section aria-labelledby={headingId}>
        <h2 id={headingId} className="mb-3 font-semibold text-base">
          This month
        </h2>
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <StatCard
            label="Messages"
            value={usage.isError ? "–" : totals ? formatCount(totals.requests) : null}
            href={href}
          />
          <StatCard
            label="Tokens"
            value={usage.isError ? "–" : totals ? formatCount(totals.tokensIn + totals.tokensOut) : null}
            href={href}
          />
          <StatCard label="Cost" value={usage.isError ? "–" : totals ? formatUsd(totals.costNano) : null} href={href} />
          <StatCard
            label="Mean latency"
            value={usage.isError ? "–" : totals ? (totals.latencyMs === null ? "–" : formatMs(totals.latencyMs)) : null}
            href={href}
          />
        </div>
      </section>
      <UsageCard usage={usage} days={range.days} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <LimitsCard limits={limits} />
        <ConnectionsCard connections={connections} />
      </div>
    </div>
  );
}
