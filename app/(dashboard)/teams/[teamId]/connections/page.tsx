import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectionsScreen } from "#components/team/connections/connections-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  const t = await getTranslations("connections");
  return { title: t("pageTitle", { team: team.displayName }) };
}

export default async function TeamConnectionsPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <ConnectionsScreen />;
}
