"use client";

import { useTranslations } from "next-intl";
import { ActivityCard } from "#components/team/groups/activity-card.tsx";
import { DecisionsCard } from "#components/team/groups/decisions-card.tsx";
import { ExplainCard } from "#components/team/groups/explain-card.tsx";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { sumOutcomes } from "#components/team/groups/outcomes.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { cn } from "#components/ui/cn.ts";
import { StatCard } from "#components/ui/stat-card.tsx";
import { useFormat } from "#components/use-format.ts";

/** What the gate does: how much, to whom, and why. */
export function ActivityScreen() {
  const t = useTranslations("groups.stats");
  const format = useFormat();
  const { canWrite } = useTeam();
  const { day, week, mutedNow } = useGroup();
  const [today, days] = [sumOutcomes(day), sumOutcomes(week)];
  const stats = [
    { label: t("passedDay"), value: today.passed },
    { label: t("heldDay"), value: today.held },
    { label: t("heldWeek"), value: days.held },
    { label: t("muted"), value: mutedNow },
  ];
  return (
    <div className="flex flex-col gap-6">
      <div
        className={cn(
          "grid grid-cols-[minmax(0,1fr)] items-start gap-6",
          canWrite && "xl:grid-cols-[minmax(0,1fr)_24rem]",
        )}
      >
        <div className="flex flex-col gap-6">
          <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
            {stats.map(({ label, value }) => (
              <StatCard key={label} label={label} value={format.count(value)} />
            ))}
          </div>
          <ActivityCard />
        </div>
        {canWrite && <ExplainCard />}
      </div>
      <DecisionsCard />
    </div>
  );
}
