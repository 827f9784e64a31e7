"use client";

import { Building2 } from "lucide-react";
import { useMemo } from "react";
import { useCommands } from "#components/shell/commands.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { TEAM_TABS } from "#components/team/team-tabs.ts";

/** This team's tabs in the command palette. */
export function TeamCommands() {
  const { team } = useTeam();
  const { id, displayName } = team;
  useCommands(
    useMemo(
      () =>
        TEAM_TABS.map(({ path, label, keywords }) => ({
          id: `team ${path}`,
          group: displayName,
          label,
          keywords,
          href: `/teams/${id}${path}`,
          icon: <Building2 aria-hidden />,
        })),
      [id, displayName],
    ),
  );
  return null;
}
