"use client";

import { Building2, Plus } from "lucide-react";
import { useMemo } from "react";
import { type Command, useCommands, usePalette } from "#components/shell/commands.tsx";
import { useTeams } from "#components/teams/use-teams.ts";

/** Every team in the command palette, and creating one. The teams are asked for when the palette first opens. */
export function TeamCommands({ isOperator }: { isOperator: boolean }) {
  const { open } = usePalette();
  const { data: teams } = useTeams({}, { enabled: open });
  const commands = useMemo<Command[]>(
    () => [
      ...(isOperator
        ? [
            {
              id: "team new",
              group: "Do",
              label: "Create a team",
              keywords: "new add tenant platform",
              icon: <Plus aria-hidden />,
              href: "/teams?new=true",
            },
          ]
        : []),
      ...(teams ?? []).map(({ id, displayName, platformName }) => ({
        id: `team ${id}`,
        group: "Teams",
        label: displayName,
        hint: platformName,
        icon: <Building2 aria-hidden />,
        href: `/teams/${id}`,
      })),
    ],
    [isOperator, teams],
  );
  useCommands(commands);
  return null;
}
