import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { QueuesPage } from "#components/operations/queues-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operations");
  return { title: t("title") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <QueuesPage />;
}
