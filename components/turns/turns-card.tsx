"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Building2, MessageSquareDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { TurnStatus } from "#components/turns/turn-status.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import type { useExplorer } from "#components/usage/use-explorer.ts";
import type { Range } from "#components/usage/use-range.ts";
import { useFormat } from "#components/use-format.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { TurnJson } from "#lib/http/resources/turns.ts";

const PAGE_SIZE = 50;

export interface TurnsCardProps {
  explorer: ReturnType<typeof useExplorer>;
  range: Range;
  /** The team's. */
  timeZone: string | undefined;
}

/** One team's turns, newest first; each row opens its turn. */
export function TurnsCard({ explorer, range, timeZone }: TurnsCardProps) {
  const t = useTranslations("usage.turns");
  const format = useFormat();
  const columns = useColumns(timeZone);
  const { from, to } = range;
  const query = { ...explorer.query, from, to, status: explorer.status, limit: PAGE_SIZE };
  const turns = useInfiniteQuery({
    queryKey: ["turns", query],
    queryFn: ({ signal, pageParam }) =>
      api<Page<TurnJson>>("/turns", { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    enabled: query.teamId !== null,
  });
  const rows = useMemo(() => turns.data?.pages.flatMap(({ items }) => items), [turns.data]);
  if (query.teamId === null) {
    return (
      <Card>
        <EmptyState
          icon={<Building2 />}
          title={t("chooseTeamTitle")}
          description={t("chooseTeamText")}
          action={<Button onClick={() => explorer.setGroupBy("team")}>{t("chooseTeam")}</Button>}
        />
      </Card>
    );
  }
  if (turns.isError && !rows) {
    return (
      <Card>
        <ErrorState
          description={errorMessage(turns.error)}
          onRetry={() => turns.refetch()}
          retrying={turns.isFetching}
        />
      </Card>
    );
  }
  return (
    <Card flush>
      <DataTable
        label={t("label")}
        columns={columns}
        rows={rows}
        rowId={(turn) => turn.id}
        rowHref={(turn) => `/usage/turns/${turn.id}`}
        skeletonRows={10}
        empty={<EmptyState icon={<MessageSquareDashed />} title={t("emptyTitle")} description={t("emptyText")} />}
      />
      {rows && rows.length > 0 && (
        <LoadMore
          shown={t("shown", { count: rows.length, shown: format.count(rows.length, { exact: true }) })}
          hasMore={turns.hasNextPage}
          loading={turns.isFetchingNextPage}
          onLoadMore={() => turns.fetchNextPage()}
        />
      )}
    </Card>
  );
}

function useColumns(timeZone: string | undefined) {
  const t = useTranslations("usage");
  const format = useFormat();
  return useMemo((): Column<TurnJson>[] => {
    const none = <span className="text-ink-subtle">–</span>;
    const text = (value: string | null) =>
      value === null ? (
        none
      ) : (
        <span className="block truncate">
          <bdi>{value}</bdi>
        </span>
      );
    return [
      {
        id: "time",
        header: t("turns.time"),
        cell: (turn) => <span className="tnum">{format.dateTime(turn.occurredAt, { timeZone })}</span>,
      },
      {
        id: "status",
        header: t("turns.statusLabel"),
        cell: ({ status, turns }) => (
          <span className="flex items-center gap-1.5">
            <TurnStatus status={status} />
            {turns > 1 && (
              <span className="tnum text-ink-muted text-xs">
                {t("turns.times", { count: turns, shown: format.count(turns) })}
              </span>
            )}
          </span>
        ),
      },
      {
        id: "endUser",
        header: t("groups.endUser"),
        className: "max-w-40",
        cell: ({ endUserName }) => text(endUserName),
      },
      { id: "key", header: t("groups.key"), from: "xl", className: "max-w-36", cell: ({ keyName }) => text(keyName) },
      {
        id: "channel",
        header: t("groups.channel"),
        from: "lg",
        cell: ({ channel }) => channelName(channel),
      },
      { id: "model", header: t("groups.model"), from: "md", className: "max-w-52", cell: ({ model }) => text(model) },
      {
        id: "tokens",
        header: t("measures.tokens"),
        align: "end",
        cell: ({ tokensIn, tokensOut }) => format.count(tokensIn + tokensOut, { exact: true }),
      },
      { id: "cost", header: t("measures.cost"), align: "end", cell: ({ costNano }) => format.usd(costNano) },
      {
        id: "latency",
        header: t("measures.latency"),
        align: "end",
        from: "md",
        cell: ({ latencyMs }) => format.ms(latencyMs),
      },
    ];
  }, [t, format, timeZone]);
}
