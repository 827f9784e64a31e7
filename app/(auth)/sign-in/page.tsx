import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { safePath } from "#components/auth/safe-path.ts";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { currentUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}) {
  const { callbackUrl } = await searchParams;
  const next = safePath(callbackUrl);
  if (await currentUser()) redirect(next);
  const t = await getTranslations("auth.signIn");
  return (
    <AuthCard title={t("title")} description={t("description")} footer={t("footer")}>
      <SignInForm next={next} />
    </AuthCard>
  );
}
