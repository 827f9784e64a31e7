"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { useTranslations } from "next-intl";
import { ComposeForm } from "#components/team/broadcasts/compose-form.tsx";
import { useCrumb, useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

/** Where a broadcast is written. */
export function ComposeScreen() {
  const t = useTranslations("broadcasts");
  const describeError = useErrorMessage();
  const { team, canWrite } = useTeam();
  const connections = useQuery(connectionsQuery(team.id));
  useCrumb(t("new"));
  const bots = connections.data?.filter(({ kind }) => kind === "telegram");
  if (!canWrite) {
    return (
      <Card flush>
        <EmptyState title={t("readOnly")} action={<BackLink />} />
      </Card>
    );
  }
  if (connections.isError && !bots) {
    return (
      <Card flush>
        <ErrorState
          description={describeError(connections.error)}
          onRetry={() => connections.refetch()}
          retrying={connections.isFetching}
        />
      </Card>
    );
  }
  if (!bots) return <Skeleton className="h-96 rounded-lg" />;
  if (bots.length === 0) {
    return (
      <Card flush>
        <EmptyState
          icon={<Plug />}
          title={t("noBotTitle")}
          description={t("noBotText")}
          action={
            <ButtonLink variant="primary" href={`/teams/${team.id}/connections`}>
              {t("noBotAction")}
            </ButtonLink>
          }
        />
      </Card>
    );
  }
  return <ComposeForm bots={bots} />;
}

function BackLink() {
  const t = useTranslations("broadcasts");
  const { team } = useTeam();
  return <ButtonLink href={`/teams/${team.id}/broadcasts`}>{t("all")}</ButtonLink>;
}
