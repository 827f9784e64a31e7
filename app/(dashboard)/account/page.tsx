import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "#components/account/account-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

export default async function Page() {
  const { email, name, isOperator } = await requireUser();
  return <AccountPage user={{ email, name, isOperator }} />;
}
