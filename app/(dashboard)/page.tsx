import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewPage } from "#components/overview/overview-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("overview");
  return { title: t("title") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  return <OverviewPage isOperator={isOperator} />;
}
