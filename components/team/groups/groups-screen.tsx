"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { SearchX, ShieldCheck, ShieldPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useState } from "react";
import { GroupFilters } from "#components/team/groups/group-filters.tsx";
import { groupsQuery } from "#components/team/groups/groups-queries.ts";
import { GroupsTable } from "#components/team/groups/groups-table.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

// The form waits until it is opened.
const ProtectDialog = dynamic(() =>
  import("#components/team/groups/protect-dialog.tsx").then((module) => module.ProtectDialog),
);

const parsers = {
  search: parseAsString.withDefault(""),
  state: parseAsStringLiteral(["all", "troubled"]).withDefault("all"),
};

/** The groups that this team's bots guard. */
export function GroupsScreen() {
  const t = useTranslations("groups");
  const describeError = useErrorMessage();
  const { team, canWrite } = useTeam();
  const [filters, setFilters] = useQueryStates(parsers);
  const search = useDebounced(filters.search.trim().slice(0, 100), 200);
  const groups = useInfiniteQuery(groupsQuery(team.id, { search, troubled: filters.state === "all" ? null : "true" }));
  const connections = useQuery(connectionsQuery(team.id));
  // In the address, so that a link leads straight to it.
  const [protecting, setProtecting] = useQueryState("protect", parseAsBoolean.withDefault(false));
  const [opened, setOpened] = useState(false);
  const isOpen = canWrite && protecting;
  if (isOpen && !opened) setOpened(true);

  const rows = groups.data?.pages.flatMap(({ items }) => items);
  const bots = connections.data?.filter(({ kind, gate }) => kind === "telegram" && gate);
  const filtered = search !== "" || filters.state !== "all";
  const nothing = rows?.length === 0 && !filtered;
  const protectButton = (
    <Button variant="primary" onClick={() => setProtecting(true)}>
      <ShieldPlus aria-hidden />
      {t("protect")}
    </Button>
  );

  return (
    <>
      <Card
        flush
        title={t("title")}
        description={t("description")}
        actions={canWrite && !nothing && Boolean(bots?.length) && protectButton}
      >
        {groups.isError && !rows ? (
          <ErrorState
            title={t("loadError")}
            description={describeError(groups.error)}
            onRetry={() => groups.refetch()}
            retrying={groups.isFetching}
          />
        ) : nothing && connections.data ? (
          bots?.length === 0 ? (
            <EmptyState
              icon={<ShieldCheck />}
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
              icon={<ShieldCheck />}
              title={t("emptyTitle")}
              description={t("emptyText")}
              action={canWrite && protectButton}
            />
          )
        ) : (
          <>
            <GroupFilters filters={filters} setFilters={setFilters} />
            <GroupsTable
              groups={nothing ? undefined : rows}
              empty={
                <EmptyState
                  icon={<SearchX />}
                  title={t(filters.state === "troubled" && search === "" ? "noTrouble" : "noMatch")}
                  action={
                    <Button onClick={() => setFilters({ search: null, state: null })}>{t("clearFilters")}</Button>
                  }
                />
              }
            />
            {rows && rows.length > 0 && (
              <LoadMore
                shown={t("shown", { count: rows.length })}
                hasMore={groups.hasNextPage}
                loading={groups.isFetchingNextPage}
                onLoadMore={() => groups.fetchNextPage()}
              />
            )}
          </>
        )}
      </Card>
      {opened && (
        <ProtectDialog open={isOpen} onOpenChange={(open) => !open && setProtecting(null)} bots={bots ?? []} />
      )}
    </>
  );
}
