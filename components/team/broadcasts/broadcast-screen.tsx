"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { ApiError } from "#components/api-client.ts";
import { BroadcastHeader } from "#components/team/broadcasts/broadcast-header.tsx";
import { BroadcastMessage } from "#components/team/broadcasts/broadcast-message.tsx";
import { broadcastQuery } from "#components/team/broadcasts/broadcasts-queries.ts";
import { ProgressCard } from "#components/team/broadcasts/progress-card.tsx";
import { UnreachedCard } from "#components/team/broadcasts/unreached-card.tsx";
import { useCrumb, useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

/** One broadcast: how far it is, what it says, whom it did not reach. */
export function BroadcastScreen({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations("broadcasts");
  const describeError = useErrorMessage();
  const { team } = useTeam();
  const query = useQuery(broadcastQuery(team.id, broadcastId));
  // One of another team is not to be found under this one's address.
  const broadcast = query.data?.teamId === team.id ? query.data : undefined;
  const isGone = (query.data && !broadcast) || (query.error instanceof ApiError && query.error.status === 404);
  useCrumb(broadcast && t(`audiences.${broadcast.audience}`));

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
  const { trouble, html, audience, connection, progress } = broadcast;
  return (
    <div className="flex flex-col gap-6">
      <BroadcastHeader broadcast={broadcast} />
      {trouble && (
        <Banner tone="danger" title={t(`trouble.${trouble}.what`)}>
          {t(`trouble.${trouble}.fix`)}
        </Banner>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <ProgressCard broadcast={broadcast} />
          {progress && progress.failed > 0 && <UnreachedCard broadcast={broadcast} />}
        </div>
        <BroadcastMessage html={html} audience={audience} bot={connection.name} />
      </div>
    </div>
  );
}
