import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BroadcastScreen } from "#components/team/broadcasts/broadcast-screen.tsx";
import { requireTeam } from "../../require-team.ts";

interface BroadcastPageProps {
  params: Promise<{ teamId: string; broadcastId: string }>;
}

export async function generateMetadata({ params }: BroadcastPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  const t = await getTranslations("broadcasts");
  return { title: t("pageTitle", { team: team.displayName }) };
}

export default async function BroadcastPage({ params }: BroadcastPageProps) {
  const { teamId, broadcastId } = await params;
  await requireTeam(teamId);
  return <BroadcastScreen key={broadcastId} broadcastId={broadcastId} />;
}
