import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditList } from "#components/audit/audit-list.tsx";
import { requireTeam, type TeamPageProps } from "../require-team.ts";

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const { team } = await requireTeam((await params).teamId);
  const t = await getTranslations("audit");
  return { title: t("titleOf", { team: team.displayName }) };
}

export default async function TeamAuditPage({ params }: TeamPageProps) {
  const { team } = await requireTeam((await params).teamId);
  return <AuditList teamId={team.id} />;
}
