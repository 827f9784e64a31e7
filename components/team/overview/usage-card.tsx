"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { useMemo, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import type { Unit } from "#components/format.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

type Row = UsageReportJson["rows"][number];

const metrics = {
  cost: { label: "Cost", unit: "usd", series: [{ key: "cost", label: "Cost" }] },
  tokens: {
    label: "Tokens",
    unit: "tokens",
    series: [
      { key: "tokensIn", label: "In" },
      { key: "tokensOut", label: "Out" },
    ],
  },
  messages: { label: "Messages", unit: "requests", series: [{ key: "messages", label: "Messages" }] },
} as const satisfies Record<string, { label: string; unit: Unit; series: { key: string; label: string }[] }>;

type Metric = keyof typeof metrics;
const options = Object.entries(metrics).map(([value, { label }]) => ({ value: value as Metric, label }));

export interface UsageCardProps {
  usage: UseQueryResult<UsageReportJson>;
  /** Every day of the range, those without use too. */
  days: readonly string[];
}

export function UsageCard({ usage, days }: UsageCardProps) {
  const { team } = useTeam();
  const [metric, setMetric] = useState<Metric>("cost");
  const { label, unit, series } = metrics[metric];
  const points = useMemo(() => {
    if (!usage.data) return undefined;
    const byDay = new Map(usage.data.rows.map((row) => [row.group, row]));
    return days.map((at) => ({ at, values: valuesOf(byDay.get(at)) }));
  }, [usage.data, days]);

  return (
    <Card
      title="Usage by day"
      description={`This month, in days of ${team.timeZone}`}
      actions={<Segmented label="Show" value={metric} onValueChange={setMetric} options={options} />}
    >
      {usage.isError && !usage.data ? (
        <ErrorState
          title="The usage couldn’t be loaded"
          description={errorMessage(usage.error)}
          onRetry={() => usage.refetch()}
          retrying={usage.isFetching}
        />
      ) : (
        <TimeSeriesChart
          label={`${label} by day`}
          unit={unit}
          bucket="day"
          series={series}
          points={points}
          height={220}
          empty={
            <EmptyState
              className="py-0"
              icon={<ChartColumn />}
              title="No use this month yet"
              description="Send a message to a connected bot, or call the gateway with a key: it shows up here at once, to the token."
            />
          }
        />
      )}
    </Card>
  );
}

function valuesOf(row: Row | undefined) {
  return {
    cost: row?.costNano ?? "0",
    tokensIn: row?.tokensIn ?? 0,
    tokensOut: row?.tokensOut ?? 0,
    messages: row?.requests ?? 0,
  };
}
