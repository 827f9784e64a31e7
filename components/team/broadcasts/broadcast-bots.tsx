import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

/** For whoever may write: the team's bots, once they are loaded. */
export function BroadcastBots({ children }: { children: (bots: readonly ConnectionJson[]) => ReactNode }) {
  const t = useTranslations("broadcasts");
  const describeError = useErrorMessage();
  const { team, canWrite } = useTeam();
  const connections = useQuery(connectionsQuery(team.id));
  const bots = connections.data?.filter(({ kind }) => kind === "telegram");
  if (!canWrite) {
    return (
      <Card flush>
        <EmptyState
          icon={<Eye />}
          title={t("readOnly")}
          description={t("readOnlyText")}
          action={<ButtonLink href={`/teams/${team.id}/broadcasts`}>{t("all")}</ButtonLink>}
        />
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
  return bots ? children(bots) : <Skeleton className="h-96 rounded-lg" />;
}
