import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { safePath } from "#components/auth/safe-path.ts";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { currentUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}) {
  const { callbackUrl } = await searchParams;
  const next = safePath(callbackUrl);
  if (await currentUser()) redirect(next);
  return (
    <AuthCard
      title="Sign in"
      description="Use your Switchboard account."
      footer="No account yet? Ask your team’s owner or an operator for an invitation link."
    >
      <SignInForm next={next} />
    </AuthCard>
  );
}
