import { TeamOverview } from "#components/team/overview/team-overview.tsx";

export default function TeamOverviewPage() {
  return <TeamOverview />;
}
