import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AlertsSettingsPage } from "#components/alerts/alerts-settings-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alerts.tabs"))("settings") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <AlertsSettingsPage />;
}
