import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EditScreen } from "#components/team/broadcasts/edit-screen.tsx";
import { requireTeam } from "../../../require-team.ts";

interface EditBroadcastPageProps {
  params: Promise<{ teamId: string; broadcastId: string }>;
}

export async function generateMetadata({ params }: EditBroadcastPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  const t = await getTranslations("broadcasts");
  return { title: t("editPageTitle", { team: team.displayName }) };
}

export default async function EditBroadcastPage({ params }: EditBroadcastPageProps) {
  const { teamId, broadcastId } = await params;
  await requireTeam(teamId);
  return <EditScreen key={broadcastId} broadcastId={broadcastId} />;
}
