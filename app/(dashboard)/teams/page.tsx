import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamsPage } from "#components/teams/teams-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("teams");
  return { title: t("title") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  return <TeamsPage isOperator={isOperator} />;
}
