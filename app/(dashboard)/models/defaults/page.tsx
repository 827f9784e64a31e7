import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TypeDefaultsPage } from "#components/models/type-defaults-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Type defaults" };

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <TypeDefaultsPage />;
}
