"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { errorMessage } from "#components/api-client.ts";
import { BotPanel } from "#components/sandbox/bot-panel.tsx";
import { botsQuery } from "#components/sandbox/sandbox-queries.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export function SandboxScreen() {
  const bots = useQuery(botsQuery);
  const [at, setAt] = useQueryStates({ bot: parseAsString, chat: parseAsString }, { history: "push" });
  // Without a choice, a bot that can answer.
  const chosen =
    bots.data?.find(({ connectionId }) => connectionId === at.bot) ??
    bots.data?.find(({ active, bot }) => active && bot) ??
    bots.data?.[0];

  return (
    <>
      <PageHeader
        className="mb-4"
        title="Sandbox"
        description="Be an end user: talk to a bot as people will, and watch its limits and settings at work."
      />
      {bots.isError && !bots.data ? (
        <Card flush>
          <ErrorState
            title="The sandbox couldn’t be reached"
            description={errorMessage(bots.error)}
            onRetry={() => bots.refetch()}
            retrying={bots.isFetching}
          />
        </Card>
      ) : !bots.data ? (
        <div role="status" aria-label="Loading the sandbox" className="grid gap-4 md:grid-cols-[18rem_minmax(0,1fr)]">
          <Skeleton className="h-96 rounded-lg" />
          <Skeleton className="h-[32rem] rounded-lg max-md:hidden" />
        </div>
      ) : !chosen ? (
        <Card flush>
          <EmptyState
            icon={<FlaskConical />}
            title="No sandbox bot yet"
            description="Open a team’s connections, choose “Connect a Telegram bot” and there “Use the sandbox bot”. An operator can do that."
            action={<ButtonLink href="/teams">Choose a team</ButtonLink>}
          />
        </Card>
      ) : (
        <BotPanel
          key={chosen.connectionId}
          bots={bots.data}
          bot={chosen}
          chatKey={at.chat}
          onBot={(bot) => setAt({ bot, chat: null })}
          onChat={(chat) => setAt({ bot: chosen.connectionId, chat })}
        />
      )}
    </>
  );
}
