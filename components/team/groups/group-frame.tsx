"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import { ApiError } from "#components/api-client.ts";
import { GroupHeader } from "#components/team/groups/group-header.tsx";
import { groupQuery } from "#components/team/groups/groups-queries.ts";
import { TroubleBanner } from "#components/team/groups/trouble-banner.tsx";
import { useCrumb, useTeam } from "#components/team/team-context.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { GroupDetailJson } from "#lib/http/resources/groups.ts";

const GroupContext = createContext<GroupDetailJson | null>(null);

/** The group that the page is about. */
export function useGroup() {
  const group = useContext(GroupContext);
  if (!group) throw new Error("useGroup is called outside a group's page");
  return group;
}

/** What the pages of one group share: the heading, what is wrong with it, its tabs. */
export function GroupFrame({ groupId, children }: { groupId: string; children: ReactNode }) {
  const t = useTranslations("groups");
  const describeError = useErrorMessage();
  const { team } = useTeam();
  const group = useQuery(groupQuery(team.id, groupId));
  // A group of another team is not to be found under this one's address.
  const shown = group.data?.teamId === team.id ? group.data : undefined;
  const isGone = (group.data && !shown) || (group.error instanceof ApiError && group.error.status === 404);
  useCrumb(shown?.title);

  if (isGone) {
    return (
      <Card flush>
        <EmptyState
          icon={<ShieldOff />}
          title={t("goneTitle")}
          description={t("goneText")}
          action={<ButtonLink href={`/teams/${team.id}/groups`}>{t("allGroups")}</ButtonLink>}
        />
      </Card>
    );
  }
  if (group.isError && !shown) {
    return (
      <Card flush>
        <ErrorState
          title={t("loadOneError")}
          description={describeError(group.error)}
          onRetry={() => group.refetch()}
          retrying={group.isFetching}
        />
      </Card>
    );
  }
  if (!shown) {
    return (
      <div role="status" aria-label={t("loading")} className="flex flex-col gap-6">
        <Skeleton className="h-10 w-64 rounded-md" />
        <Skeleton className="h-40 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    );
  }
  return (
    <GroupContext value={shown}>
      <GroupHeader group={shown} />
      {shown.trouble && shown.enabled && <TroubleBanner group={shown} />}
      {children}
    </GroupContext>
  );
}
