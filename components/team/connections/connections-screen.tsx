"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { AccessCodeDialog } from "#components/team/connections/access-code-dialog.tsx";
import { ConnectionCard } from "#components/team/connections/connection-card.tsx";
import { ConnectionDialog } from "#components/team/connections/connection-dialog.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, connectionsQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

type Open = { kind: "connect" } | { kind: "edit" | "code"; connection: ConnectionJson } | null;

export function ConnectionsScreen() {
  const { team, canWrite } = useTeam();
  const connections = useQuery(connectionsQuery(team.id));
  const config = useQuery(configQuery(team.id));
  const [open, setOpen] = useState<Open>(null);
  const close = (next: boolean) => !next && setOpen(null);
  const needsCode = config.data?.requiresAuth.value ?? false;
  const connectButton = (
    <Button variant="primary" onClick={() => setOpen({ kind: "connect" })}>
      <Plus aria-hidden />
      Connect a Telegram bot
    </Button>
  );

  return (
    <Section
      title="Connections"
      description="The accounts through which end users reach this team."
      actions={canWrite && Boolean(connections.data?.length) && connectButton}
    >
      {connections.isError && !connections.data ? (
        <Card flush>
          <ErrorState
            title="The connections couldn’t be loaded"
            description={errorMessage(connections.error)}
            onRetry={() => connections.refetch()}
            retrying={connections.isFetching}
          />
        </Card>
      ) : !connections.data ? (
        <div role="status" aria-label="Loading the connections" className="grid gap-4 lg:grid-cols-2">
          <Skeleton className="h-44 rounded-lg" />
          <Skeleton className="h-44 rounded-lg" />
        </div>
      ) : connections.data.length === 0 ? (
        <Card flush>
          <EmptyState
            icon={<Plug />}
            title="No bot is connected yet"
            description="Get a token from @BotFather in Telegram, paste it here, and the bot answers with this team’s models and limits."
            action={canWrite && connectButton}
          />
        </Card>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          {connections.data.map((connection) => (
            <li key={connection.id} className="flex min-w-0">
              <ConnectionCard
                connection={connection}
                needsCode={needsCode}
                onEdit={() => setOpen({ kind: "edit", connection })}
                onShowCode={() => setOpen({ kind: "code", connection })}
              />
            </li>
          ))}
        </ul>
      )}
      <ConnectionDialog
        open={open?.kind === "connect" || open?.kind === "edit"}
        connection={open?.kind === "edit" ? open.connection : null}
        onOpenChange={close}
      />
      <AccessCodeDialog connection={open?.kind === "code" ? open.connection : null} onOpenChange={close} />
    </Section>
  );
}
