import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ModelsPage } from "#components/models/models-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Models" };

export default async function Page() {
  const { isOperator } = await requireUser();
  if (!isOperator) notFound();
  return <ModelsPage />;
}
