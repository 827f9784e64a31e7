import { TeamOverview } from "#components/team/overview/team-overview.tsx";
import { listKeys } from "#lib/teams/list-keys.ts";
import { requireTeam, type TeamPageProps } from "./require-team.ts";

export default async function TeamOverviewPage({ params }: TeamPageProps) {
  const { team } = await requireTeam((await params).teamId);
  const keys = await listKeys({ teamId: team.id, limit: 1 });
  return <TeamOverview hasKeys={keys.length > 0} />;
}
