"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { useTranslations } from "next-intl";
import { errorMessage } from "#components/api-client.ts";
import { ConnectionRow } from "#components/overview/connections-card.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { OverviewJson } from "#lib/http/resources/overview.ts";

/** The team's bots, those in trouble first. */
export function ConnectionsCard({ connections: overview }: { connections: UseQueryResult<OverviewJson> }) {
  const t = useTranslations("overview");
  const { team, canWrite } = useTeam();
  const href = `/teams/${team.id}/connections`;
  const connections = overview.data?.connections;
  return (
    <Card
      flush
      title={t("connections.title")}
      actions={
        <ButtonLink href={href} size="sm" variant="ghost">
          {canWrite ? t("team.manageConnections") : t("team.allConnections")}
        </ButtonLink>
      }
    >
      {overview.isError && !connections ? (
        <ErrorState
          className="border-t py-6"
          description={errorMessage(overview.error)}
          onRetry={() => overview.refetch()}
          retrying={overview.isFetching}
        />
      ) : !connections ? (
        <div role="status" aria-label={t("connections.loading")} className="flex flex-col gap-4 border-t p-4">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      ) : connections.length === 0 ? (
        <EmptyState
          className="border-t py-8"
          icon={<Plug />}
          title={t("team.noBotTitle")}
          description={t("team.noBotText")}
          action={canWrite && <ButtonLink href={href}>{t("team.connectBot")}</ButtonLink>}
        />
      ) : (
        <ul className="divide-y divide-line border-t">
          {connections.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} team={false} />
          ))}
        </ul>
      )}
    </Card>
  );
}
