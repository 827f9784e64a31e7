import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UsagePage } from "#components/usage/usage-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("usage");
  return { title: t("title") };
}

export default async function Page() {
  await requireUser();
  return <UsagePage />;
}
