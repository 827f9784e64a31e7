"use client";

import { Eye } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTeam } from "#components/team/team-context.tsx";
import { TeamSwitch } from "#components/team/team-switch.tsx";
import { TeamSwitcher } from "#components/team/team-switcher.tsx";
import { TEAM_TABS } from "#components/team/team-tabs.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { Truncated } from "#components/ui/truncated.tsx";

export function TeamHeader() {
  const t = useTranslations("team");
  const { team, isOperator, canWrite, crumb } = useTeam();
  const home = `/teams/${team.id}`;
  const pathname = usePathname();
  const tab = TEAM_TABS.find(({ path }) => path !== "" && pathname.startsWith(`${home}${path}`));
  return (
    <PageHeader
      breadcrumbs={[
        { href: "/teams", label: t("teams") },
        ...(tab
          ? [
              { href: home, label: team.displayName },
              crumb === null
                ? { label: t(`tabs.${tab.id}`) }
                : { href: `${home}${tab.path}`, label: t(`tabs.${tab.id}`) },
              ...(crumb === null ? [] : [{ label: <Truncated>{crumb}</Truncated> }]),
            ]
          : [{ label: team.displayName }]),
      ]}
      icon={<Avatar name={team.displayName} shape="square" size="lg" />}
      title={team.displayName}
      badge={
        <>
          <TeamSwitcher />
          <Badge tone="outline">{t(`types.${team.type}`)}</Badge>
          <Badge tone={team.active ? "success" : "warning"} dot>
            {team.active ? t("active") : t("inactive")}
          </Badge>
          {!canWrite && (
            <Tooltip content={t("viewOnlyHint")}>
              <button type="button" className="rounded-full">
                <Badge>
                  <Eye aria-hidden />
                  {t("viewOnly")}
                </Badge>
              </button>
            </Tooltip>
          )}
        </>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-2">
          <InlineCode>{team.platformName}</InlineCode>
          <bdi>{team.timeZone}</bdi>
        </span>
      }
      actions={isOperator && <TeamSwitch />}
      tabs={
        <LinkTabs
          label={t("tabsLabel")}
          tabs={TEAM_TABS.map(({ path, id }) => ({ href: `${home}${path}`, label: t(`tabs.${id}`) }))}
        />
      }
    />
  );
}
