import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProvidersPage } from "#components/models/providers-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("models");
  return { title: t("tabs.providers") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <ProvidersPage />;
}
