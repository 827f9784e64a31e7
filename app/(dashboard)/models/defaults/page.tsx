import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TypeDefaultsPage } from "#components/models/type-defaults-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("models");
  return { title: t("tabs.defaults") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <TypeDefaultsPage />;
}
