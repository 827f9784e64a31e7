"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { errorMessage } from "#components/api-client.ts";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import type { RangeDays } from "#components/usage/day-range.ts";
import { MEASURES, measureOptions, measureUnit, seriesPoints } from "#components/usage/series-points.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

type By = "model" | "team" | "channel";

const byOptions = [
  { value: "model", label: "By model" },
  { value: "team", label: "By team" },
  { value: "channel", label: "By channel" },
] as const;

export interface UsageCardProps {
  query: UseQueryResult<UsageSeriesJson>;
  today: string;
  by: By;
  onByChange: (by: By) => void;
  days: RangeDays;
}

/** Usage over time, stacked by what the viewer chooses. */
export function UsageCard({ query, today, by, onByChange, days }: UsageCardProps) {
  const [measure, setMeasure] = useQueryState("measure", parseAsStringLiteral(MEASURES).withDefault("cost"));
  const { data } = query;
  const chart = useMemo(() => data && seriesPoints({ data, measure, today }), [data, measure, today]);
  return (
    <Card
      title="Usage over time"
      actions={
        <>
          <Segmented label="Measure" value={measure} onValueChange={setMeasure} options={measureOptions} />
          <Select
            aria-label="Stack by"
            size="sm"
            className="w-32"
            value={by}
            onValueChange={onByChange}
            options={byOptions}
          />
        </>
      }
    >
      {query.isError && !data ? (
        <ErrorState
          description={errorMessage(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <TimeSeriesChart
          label={`Usage over time, ${measure} by ${by}`}
          unit={measureUnit[measure]}
          bucket="day"
          series={chart?.series ?? []}
          points={chart?.points}
          height={260}
          empty={
            <EmptyState
              className="py-4"
              title={`No usage in the last ${days} days`}
              description="Connect a bot or call the API with a team’s key: every answer shows up here at once."
              action={<ButtonLink href="/teams">Go to your teams</ButtonLink>}
            />
          }
        />
      )}
    </Card>
  );
}
