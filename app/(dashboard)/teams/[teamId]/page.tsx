import { AreaMessages } from "#app/area-messages.tsx";
import { TeamOverview } from "#components/team/overview/team-overview.tsx";

export default function TeamOverviewPage() {
  return (
    <AreaMessages areas={["overview", "usage"]}>
      <TeamOverview />
    </AreaMessages>
  );
}
