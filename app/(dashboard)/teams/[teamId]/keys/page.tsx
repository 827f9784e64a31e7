import type { Metadata } from "next";
import { KeysScreen } from "#components/team/keys/keys-screen.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `Keys · ${team.displayName}` };
}

export default async function TeamKeysPage({ params }: TeamPageProps) {
  await requireTeam((await params).teamId);
  return <KeysScreen />;
}
