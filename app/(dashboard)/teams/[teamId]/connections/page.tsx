import type { Metadata } from "next";
import { ConnectionsScreen } from "#components/team/connections/connections-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `Connections · ${team.displayName}` };
}

export default async function TeamConnectionsPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <ConnectionsScreen />;
}
