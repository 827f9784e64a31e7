import type { Metadata } from "next";
import { AuditList } from "#components/audit/audit-list.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  return { title: `Audit · ${team.displayName}` };
}

export default async function TeamAuditPage({ params }: TeamPageProps) {
  const { team } = await requireTeam((await params).teamId);
  return <AuditList teamId={team.id} />;
}
