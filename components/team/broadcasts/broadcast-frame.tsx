"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ApiError } from "#components/api-client.ts";
import { broadcastQuery } from "#components/team/broadcasts/broadcasts-queries.ts";
import { useCrumb, useTeam } from "#components/team/team-context.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

export interface BroadcastFrameProps {
  broadcastId: string;
  /** What the page is called in the breadcrumbs; left out, by its readers. */
  crumb?: string;
  children: (broadcast: BroadcastJson) => ReactNode;
}

/** What the pages of one broadcast share: it loads, can't be loaded, or isn't there. */
export function BroadcastFrame({ broadcastId, crumb, children }: BroadcastFrameProps) {
  const t = useTranslations("broadcasts");
  const describeError = useErrorMessage();
  const { team } = useTeam();
  const query = useQuery(broadcastQuery(team.id, broadcastId));
  // One of another team is not to be found under this one's address.
  const broadcast = query.data?.teamId === team.id ? query.data : undefined;
  const isGone = (query.data && !broadcast) || (query.error instanceof ApiError && query.error.status === 404);
  useCrumb(broadcast && (crumb ?? t(`audiences.${broadcast.audience}`)));

  if (isGone) {
    return (
      <Card flush>
        <EmptyState
          icon={<Megaphone />}
          title={t("goneTitle")}
          description={t("goneText")}
          action={<ButtonLink href={`/teams/${team.id}/broadcasts`}>{t("all")}</ButtonLink>}
        />
      </Card>
    );
  }
  if (query.isError && !broadcast) {
    return (
      <Card flush>
        <ErrorState
          description={describeError(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }
  if (!broadcast) {
    return (
      <div role="status" aria-label={t("loading")} className="flex flex-col gap-6">
        <Skeleton className="h-10 w-72 rounded-md" />
        <Skeleton className="h-40 rounded-lg" />
      </div>
    );
  }
  return children(broadcast);
}
