import type { Metadata } from "next";
import { AccountPage } from "#components/account/account-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function Page() {
  const { email, name, isOperator } = await requireUser();
  return <AccountPage user={{ email, name, isOperator }} />;
}
