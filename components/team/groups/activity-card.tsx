import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { TimeSeriesChart } from "#components/charts/time-series-chart.tsx";
import { activityPoints } from "#components/team/groups/activity-points.ts";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { activityQuery } from "#components/team/groups/groups-queries.ts";
import { OUTCOMES } from "#components/team/groups/outcomes.ts";
import { useDecisionWords } from "#components/team/groups/use-decision-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

const SPANS = ["day", "week"] as const;
const COLORS: Record<string, string> = {
  passed: "var(--chart-1)",
  exempt: "var(--chart-other)",
  approved: "var(--chart-2)",
  lifted: "var(--chart-3)",
  held: "var(--warning)",
  asked: "var(--chart-5)",
};

/** How many were let in and held, over time. */
export function ActivityCard() {
  const t = useTranslations("groups.activity");
  const words = useDecisionWords();
  const describeError = useErrorMessage();
  const { team } = useTeam();
  const { id } = useGroup();
  const activity = useQuery(activityQuery(team.id, id));
  const [span, setSpan] = useQueryState("span", parseAsStringLiteral(SPANS).withDefault("week"));
  const { data } = activity;
  const points = useMemo(
    () => data && activityPoints({ hours: data.hours, span, now: new Date(), timeZone: team.timeZone }),
    [data, span, team.timeZone],
  );
  // What never came out has no place in the legend.
  const series = useMemo(
    () =>
      OUTCOMES.filter((key) => points?.some(({ values }) => values[key])).map((key) => ({
        ...{ key, label: words.outcome(key) },
        ...(COLORS[key] && { color: COLORS[key] }),
      })),
    [points, words],
  );
  return (
    <Card
      headingLevel={3}
      title={t("title")}
      actions={
        <Segmented
          label={t("span")}
          value={span}
          onValueChange={setSpan}
          options={SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))}
        />
      }
    >
      {activity.isError && !data ? (
        <ErrorState
          description={describeError(activity.error)}
          onRetry={() => activity.refetch()}
          retrying={activity.isFetching}
        />
      ) : (
        <TimeSeriesChart
          label={t("title")}
          unit="count"
          bucket={span === "day" ? "hour" : "day"}
          timeZone={team.timeZone}
          series={series}
          points={points}
          height={200}
          empty={<EmptyState title={t("emptyTitle")} description={t("emptyText")} className="py-0" />}
        />
      )}
    </Card>
  );
}
