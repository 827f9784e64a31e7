import type { Metadata } from "next";
import { ConfigurationScreen } from "#components/team/configuration/configuration-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `Configuration · ${team.displayName}` };
}

export default async function TeamConfigurationPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <ConfigurationScreen />;
}
