import { Building2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { MeJson } from "#lib/http/resources/me.ts";

export interface TeamsOfMineProps {
  /** Undefined while they load. */
  teams: MeJson["teams"] | undefined;
  isOperator: boolean;
}

export function TeamsOfMine({ teams, isOperator }: TeamsOfMineProps) {
  const t = useTranslations("account");
  if (teams === undefined) {
    return (
      <div role="status" aria-label={t("loadingTeams")} className="p-4">
        <Skeleton className="h-8" />
      </div>
    );
  }
  if (teams.length === 0) {
    return (
      <EmptyState
        className="py-8"
        icon={<Building2 />}
        title={isOperator ? t("noTeams.operatorTitle") : t("noTeams.title")}
        description={isOperator ? t("noTeams.operatorText") : t("noTeams.text")}
      />
    );
  }
  return (
    <ul className="divide-y divide-line">
      {teams.map((team) => (
        <li key={team.teamId} className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
          <Avatar name={team.displayName} shape="square" size="sm" />
          <span className="min-w-0 flex-1">
            <Link
              href={`/teams/${team.teamId}`}
              className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
            >
              {team.displayName}
            </Link>
            <span className="block truncate text-ink-subtle text-xs">{team.platformName}</span>
          </span>
          <Badge>{t(`roles.${team.role}`)}</Badge>
        </li>
      ))}
    </ul>
  );
}
