import type { Metadata } from "next";
import { LimitsScreen } from "#components/team/limits/limits-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `Limits · ${team.displayName}` };
}

export default async function TeamLimitsPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <LimitsScreen />;
}
