import type { Metadata } from "next";
import { UsagePage } from "#components/usage/usage-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Usage" };

export default async function Page() {
  await requireUser();
  return <UsagePage />;
}
