import type { Metadata } from "next";
import { TeamsPage } from "#components/teams/teams-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Teams" };

export default async function Page() {
  const { isOperator } = await requireUser();
  return <TeamsPage isOperator={isOperator} />;
}
