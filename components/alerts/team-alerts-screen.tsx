"use client";

import { AlertsList } from "#components/alerts/alerts-list.tsx";
import { DestinationsCard } from "#components/alerts/destinations-card.tsx";
import { useTeam } from "#components/team/team-context.tsx";

export function TeamAlertsScreen() {
  const { team, canWrite } = useTeam();
  return (
    <div className="flex flex-col gap-6">
      <AlertsList teamId={team.id} />
      <DestinationsCard teamId={team.id} canWrite={canWrite} />
    </div>
  );
}
