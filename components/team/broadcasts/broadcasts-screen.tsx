"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { BroadcastBadge } from "#components/team/broadcasts/broadcast-badge.tsx";
import { BroadcastProgress } from "#components/team/broadcasts/broadcast-progress.tsx";
import { broadcastsQuery } from "#components/team/broadcasts/broadcasts-queries.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { readTelegramHtml } from "#components/telegram/html-entities.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Truncated } from "#components/ui/truncated.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

/** What was, is or will be told to everybody who uses a bot, or in every group of one. */
export function BroadcastsScreen() {
  const t = useTranslations("broadcasts");
  const describeError = useErrorMessage();
  const router = useRouter();
  const { team, canWrite } = useTeam();
  const broadcasts = useInfiniteQuery(broadcastsQuery(team.id));
  const connections = useQuery(connectionsQuery(team.id));
  const rows = broadcasts.data?.pages.flatMap(({ items }) => items);
  const hasBot = connections.data?.some(({ kind }) => kind === "telegram");
  const home = `/teams/${team.id}/broadcasts`;
  const columns = useColumns();
  const newButton = (
    <Button variant="primary" onClick={() => router.push(`${home}/new`)}>
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <Card
      flush
      title={t("title")}
      description={t("description")}
      actions={canWrite && Boolean(rows?.length) && newButton}
    >
      {broadcasts.isError && !rows ? (
        <ErrorState
          title={t("loadError")}
          description={describeError(broadcasts.error)}
          onRetry={() => broadcasts.refetch()}
          retrying={broadcasts.isFetching}
        />
      ) : (
        <>
          <DataTable
            label={t("title")}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            rowHref={({ id }) => `${home}/${id}`}
            skeletonRows={4}
            empty={
              hasBot === false ? (
                <EmptyState
                  icon={<Megaphone />}
                  title={t("noBotTitle")}
                  description={t("noBotText")}
                  action={
                    canWrite && (
                      <ButtonLink variant="primary" href={`/teams/${team.id}/connections`}>
                        {t("noBotAction")}
                      </ButtonLink>
                    )
                  }
                />
              ) : (
                <EmptyState
                  icon={<Megaphone />}
                  title={t("emptyTitle")}
                  description={t("emptyText")}
                  action={canWrite && newButton}
                />
              )
            }
          />
          {broadcasts.hasNextPage && (
            <LoadMore
              shown={t("shown", { count: rows?.length ?? 0 })}
              hasMore
              loading={broadcasts.isFetchingNextPage}
              onLoadMore={() => broadcasts.fetchNextPage()}
            />
          )}
        </>
      )}
    </Card>
  );
}

function useColumns() {
  const t = useTranslations("broadcasts");
  const format = useFormat();
  const { team } = useTeam();
  return useMemo<Column<BroadcastJson>[]>(
    () => [
      {
        id: "message",
        header: t("columns.message"),
        className: "max-w-96 max-sm:max-w-40",
        cell: ({ html, audience, connection }) => (
          <span className="block min-w-0">
            <Truncated className="font-medium">{readTelegramHtml(html).text.trim().split("\n", 1)[0]}</Truncated>
            <span className="block truncate font-normal text-ink-subtle text-xs">
              {t(`audiences.${audience}`)} · <bdi>{connection.name}</bdi>
            </span>
          </span>
        ),
      },
      {
        id: "state",
        header: t("columns.state"),
        cell: (broadcast) => (
          <>
            <BroadcastBadge broadcast={broadcast} />
            {broadcast.progress && (
              <span className="tnum mt-1 block text-ink-muted text-xs sm:hidden">
                {t("progress.short", {
                  sent: format.count(broadcast.progress.sent, { exact: true }),
                  total: format.count(broadcast.progress.total, { exact: true }),
                })}
              </span>
            )}
          </>
        ),
      },
      {
        id: "progress",
        header: t("columns.progress"),
        from: "sm",
        className: "w-64 min-w-44",
        cell: (broadcast) => <BroadcastProgress broadcast={broadcast} />,
      },
      {
        id: "starts",
        header: t("columns.starts"),
        from: "md",
        align: "end",
        // One that was cancelled before it began never begins.
        cell: ({ startedAt, startsAt, state }) =>
          startedAt || state !== "cancelled" ? (
            <RelativeTime date={startedAt ?? startsAt} timeZone={team.timeZone} />
          ) : (
            <span className="text-ink-subtle">–</span>
          ),
      },
    ],
    [t, format, team.timeZone],
  );
}
