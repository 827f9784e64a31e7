"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("sandbox");
  const bots = useQuery(botsQuery);
  const [at, setAt] = useQueryStates({ bot: parseAsString, chat: parseAsString }, { history: "push" });
  // Without a choice, a bot that can answer, rather one with more to show.
  const chosen =
    bots.data?.find(({ connectionId }) => connectionId === at.bot) ??
    bots.data?.find(({ active, bot, gate }) => active && bot && gate) ??
    bots.data?.find(({ active, bot }) => active && bot) ??
    bots.data?.[0];

  return (
    <>
      <PageHeader className="mb-4" title={t("title")} description={t("description")} />
      {bots.isError && !bots.data ? (
        <Card flush>
          <ErrorState
            title={t("unreachable")}
            description={errorMessage(bots.error)}
            onRetry={() => bots.refetch()}
            retrying={bots.isFetching}
          />
        </Card>
      ) : !bots.data ? (
        <div role="status" aria-label={t("loading")} className="grid gap-4 md:grid-cols-[18rem_minmax(0,1fr)]">
          <Skeleton className="h-96 rounded-lg" />
          <Skeleton className="h-[32rem] rounded-lg max-md:hidden" />
        </div>
      ) : !chosen ? (
        <Card flush>
          <EmptyState
            icon={<FlaskConical />}
            title={t("noBot.title")}
            description={t("noBot.text")}
            action={<ButtonLink href="/teams">{t("noBot.action")}</ButtonLink>}
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
