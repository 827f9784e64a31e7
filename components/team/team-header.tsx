"use client";

import { Eye } from "lucide-react";
import { useTeam } from "#components/team/team-context.tsx";
import { TeamSwitch } from "#components/team/team-switch.tsx";
import { TEAM_TABS } from "#components/team/team-tabs.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";

export function TeamHeader() {
  const { team, isOperator, canWrite } = useTeam();
  return (
    <PageHeader
      breadcrumbs={[{ href: "/teams", label: "Teams" }]}
      icon={<Avatar name={team.displayName} shape="square" size="lg" />}
      title={team.displayName}
      badge={
        <>
          <Badge tone="outline">{team.type === "public" ? "Public" : "Private"}</Badge>
          <Badge tone={team.active ? "success" : "warning"} dot>
            {team.active ? "Active" : "Inactive"}
          </Badge>
          {!canWrite && (
            <Tooltip content="Your role here is viewer. An owner or an admin can change that.">
              <button type="button" className="rounded-full">
                <Badge>
                  <Eye aria-hidden />
                  View only
                </Badge>
              </button>
            </Tooltip>
          )}
        </>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-2">
          <InlineCode>{team.platformName}</InlineCode>
          <span>{team.timeZone}</span>
        </span>
      }
      actions={isOperator && <TeamSwitch />}
      tabs={
        <LinkTabs
          label="Team"
          tabs={TEAM_TABS.map(({ path, label }) => ({ href: `/teams/${team.id}${path}`, label }))}
        />
      }
    />
  );
}
