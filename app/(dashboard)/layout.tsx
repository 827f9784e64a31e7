import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";
import { AppShell } from "#components/shell/app-shell.tsx";
import { TeamCommands } from "#components/teams/team-commands.tsx";
import { requireUser } from "#lib/auth/session.ts";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { email, name, isOperator } = await requireUser();
  return (
    <AreaMessages areas={["teams.commands", "alerts.bell"]}>
      <AppShell user={{ email, name, isOperator }}>
        <TeamCommands isOperator={isOperator} />
        {children}
      </AppShell>
    </AreaMessages>
  );
}
