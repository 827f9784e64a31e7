import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
import { requireUser } from "#lib/auth/session.ts";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { email, name, isOperator } = await requireUser();
  return <AppShell user={{ email, name, isOperator }}>{children}</AppShell>;
}
