import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertsPage } from "#components/alerts/alerts-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alerts"))("title") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  return <AlertsPage isOperator={isOperator} />;
}
