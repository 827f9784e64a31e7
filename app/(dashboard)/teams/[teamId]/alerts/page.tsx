import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamAlertsScreen } from "#components/alerts/team-alerts-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `${(await getTranslations("alerts"))("title")} · ${team.displayName}` };
}

export default async function TeamAlertsPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <TeamAlertsScreen />;
}
