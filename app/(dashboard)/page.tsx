import type { Metadata } from "next";
import { OverviewPage } from "#components/overview/overview-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function Page() {
  const { isOperator } = await requireUser();
  return <OverviewPage isOperator={isOperator} />;
}
