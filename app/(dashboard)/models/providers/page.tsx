import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProvidersPage } from "#components/models/providers-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Providers" };

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <ProvidersPage />;
}
