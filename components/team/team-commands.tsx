"use client";

import { Building2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useCommands } from "#components/shell/commands.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { TEAM_TABS } from "#components/team/team-tabs.ts";

/** This team's pages in the command palette. */
export function TeamCommands() {
  const t = useTranslations("team");
  const { team } = useTeam();
  const { id, displayName } = team;
  useCommands(
    useMemo(
      () =>
        TEAM_TABS.map((tab) => ({
          id: `team ${tab.id}`,
          group: displayName,
          label: t(`tabs.${tab.id}`),
          keywords: t(`tabKeywords.${tab.id}`),
          href: `/teams/${id}${tab.path}`,
          icon: <Building2 aria-hidden />,
        })),
      [id, displayName, t],
    ),
  );
  return null;
}
