import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfigurationScreen } from "#components/team/configuration/configuration-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  const t = await getTranslations("configuration");
  return { title: `${t("title")} · ${team.displayName}` };
}

export default async function TeamConfigurationPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <ConfigurationScreen />;
}
