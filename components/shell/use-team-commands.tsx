import { Building2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Command } from "#components/shell/commands.tsx";
import type { TeamJson } from "#lib/http/resources/teams.ts";

const TEAM_PAGES = [
  "configuration",
  "limits",
  "keys",
  "connections",
  "groups",
  "broadcasts",
  "members",
  "alerts",
  "audit",
] as const;

/** Each found team as an entry; its pages too once a second word may name one. */
export function useTeamCommands(teams: readonly TeamJson[] | undefined, typed: string): readonly Command[] {
  const t = useTranslations("shell");
  const withPages = /\S\s+\S/.test(typed);
  return useMemo(
    () =>
      (teams ?? []).flatMap(({ id, displayName, platformName }) => {
        const shared = { group: t("palette.teams"), hint: platformName, icon: <Building2 aria-hidden /> };
        const pages = TEAM_PAGES.map((page) => ({
          ...shared,
          id: `team ${id} ${page}`,
          label: t("palette.teamPage", { team: displayName, page: t(`teamPages.${page}`) }),
          keywords: page,
          href: `/teams/${id}/${page}`,
        }));
        return [{ ...shared, id: `team ${id}`, label: displayName, href: `/teams/${id}` }, ...(withPages ? pages : [])];
      }),
    [teams, withPages, t],
  );
}
