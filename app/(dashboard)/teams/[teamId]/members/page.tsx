import type { Metadata } from "next";
import { MembersScreen } from "#components/team/members/members-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `Members · ${team.displayName}` };
}

export default async function TeamMembersPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <MembersScreen />;
}
