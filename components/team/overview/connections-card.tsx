"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { errorMessage } from "#components/api-client.ts";
import { connectionState, KIND_LABELS } from "#components/team/connections/connection-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export function ConnectionsCard({ connections }: { connections: UseQueryResult<ConnectionJson[]> }) {
  const { team, canWrite } = useTeam();
  const href = `/teams/${team.id}/connections`;
  return (
    <Card
      title="Connections"
      actions={
        <ButtonLink href={href} size="sm" variant="ghost">
          {canWrite ? "Manage connections" : "All connections"}
        </ButtonLink>
      }
    >
      {connections.isError && !connections.data ? (
        <ErrorState
          className="py-6"
          description={errorMessage(connections.error)}
          onRetry={() => connections.refetch()}
        />
      ) : !connections.data ? (
        <div role="status" aria-label="Loading the connections" className="flex flex-col gap-4">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      ) : connections.data.length === 0 ? (
        <EmptyState
          className="py-6"
          icon={<Plug />}
          title="No bot is connected"
          description="Connect a Telegram bot, and end users talk to this team’s models there."
          action={canWrite && <ButtonLink href={href}>Connect a bot</ButtonLink>}
        />
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {connections.data.map((connection) => (
            <ConnectionLine key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ConnectionLine({ connection }: { connection: ConnectionJson }) {
  const { team } = useTeam();
  const { name, kind, username, lastUpdateAt } = connection;
  const state = connectionState(connection, team.active);
  return (
    <li className="flex items-start justify-between gap-3 py-2.5">
      <div className="min-w-0">
        <p className="truncate font-medium">{name}</p>
        <p className="text-ink-subtle text-xs">
          {KIND_LABELS[kind]}
          {username && ` · @${username}`}
          {lastUpdateAt && (
            <>
              {" · last message "}
              <RelativeTime date={lastUpdateAt} timeZone={team.timeZone} />
            </>
          )}
        </p>
        {state.tone === "danger" && <p className="mt-1 text-danger-text text-xs">{state.reason}</p>}
      </div>
      <Badge tone={state.tone} dot>
        {state.label}
      </Badge>
    </li>
  );
}
