"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { TeamCommands } from "#components/team/team-commands.tsx";
import { TeamProvider, type TeamProviderProps } from "#components/team/team-context.tsx";
import { TeamHeader } from "#components/team/team-header.tsx";
import { teamQuery } from "#components/team/team-queries.ts";

/** What the pages of one team share: who may do what, the heading, the tabs. The server has read the team already. */
export function TeamScreen({ team: initialData, children, ...props }: TeamProviderProps & { children: ReactNode }) {
  const { data: team } = useQuery({ ...teamQuery(initialData.id), initialData });
  return (
    <TeamProvider team={team} {...props}>
      <TeamHeader />
      <TeamCommands />
      {children}
    </TeamProvider>
  );
}
