import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FailedJobsPage } from "#components/operations/failed-jobs-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operations");
  return { title: t("tabs.failedJobs") };
}

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <FailedJobsPage />;
}
