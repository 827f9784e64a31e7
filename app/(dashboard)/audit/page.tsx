import type { Metadata } from "next";
import { AuditPage } from "#components/audit/audit-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Audit" };

export default async function Page() {
  await requireUser();
  return <AuditPage />;
}
