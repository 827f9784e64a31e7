"use client";

import { Building2, Plus, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { BulkBar } from "#components/teams/bulk-bar.tsx";
import { CreateTeamDialog } from "#components/teams/create-team-dialog.tsx";
import { DuplicateTeamDialog } from "#components/teams/duplicate-team-dialog.tsx";
import { TeamFilters, useTeamFilters } from "#components/teams/team-filters.tsx";
import { TeamRowMenu } from "#components/teams/team-row-menu.tsx";
import { TeamsTable } from "#components/teams/teams-table.tsx";
import { useSwitchTeams } from "#components/teams/use-switch-teams.ts";
import { useTeamList } from "#components/teams/use-team-list.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { TeamListItemJson } from "#lib/http/resources/teams.ts";

const nobody: ReadonlySet<string> = new Set();

export function TeamsPage({ isOperator }: { isOperator: boolean }) {
  const t = useTranslations("teams");
  const errorMessage = useErrorMessage();
  const { filters, setFilters, query, isFiltered, clear } = useTeamFilters();
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [duplicating, setDuplicating] = useState<TeamListItemJson | null>(null);
  const [leaving, setLeaving] = useState<readonly TeamListItemJson[]>([]);
  const [picked, setPicked] = useState(nobody);
  const list = useTeamList(query);
  const teams = list.data?.pages.flatMap(({ items }) => items);
  // Whoever is filtered away is not acted upon unseen.
  const selected = teams?.filter(({ id }) => picked.has(id)) ?? [];
  const switching = useSwitchTeams();

  function switchTeams(which: readonly TeamListItemJson[], active: boolean) {
    if (!active) return setLeaving(which);
    switching.mutate({ teams: which, active: true }, { onSuccess: () => setPicked(nobody) });
  }

  async function deactivate() {
    await switching.mutateAsync({ teams: leaving, active: false });
    setPicked(nobody);
  }

  const createButton = isOperator && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t("create.open")}
    </Button>
  );
  const [onlyOne] = leaving;

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={createButton} />
      {isOperator && <CreateTeamDialog open={creating} onOpenChange={(open) => setCreating(open || null)} />}
      {duplicating && (
        <DuplicateTeamDialog
          key={duplicating.id}
          team={duplicating}
          open
          onOpenChange={(open) => !open && setDuplicating(null)}
        />
      )}
      <Card flush>
        <TeamFilters filters={filters} setFilters={setFilters} />
        {list.isError && !teams ? (
          <ErrorState
            title={t("error")}
            description={errorMessage(list.error)}
            onRetry={() => list.refetch()}
            retrying={list.isFetching}
          />
        ) : teams?.length === 0 ? (
          isFiltered ? (
            <EmptyState
              icon={<SearchX />}
              title={t("empty.noMatch")}
              description={t("empty.noMatchText")}
              action={<Button onClick={clear}>{t("filters.clear")}</Button>}
            />
          ) : (
            <EmptyState
              icon={<Building2 />}
              title={isOperator ? t("empty.first") : t("empty.none")}
              description={isOperator ? t("empty.firstText") : t("empty.noneText")}
              action={createButton}
            />
          )
        ) : (
          <TeamsTable
            teams={teams}
            sorting={query}
            onSort={({ sort, order }) => setFilters({ sort, order })}
            selected={isOperator ? new Set(selected.map(({ id }) => id)) : undefined}
            onSelect={setPicked}
            menu={(team) => (
              <TeamRowMenu
                team={team}
                isOperator={isOperator}
                onDuplicate={() => setDuplicating(team)}
                onSwitch={(active) => switchTeams([team], active)}
              />
            )}
          />
        )}
        {teams && teams.length > 0 && (
          <LoadMore
            shown={t("table.shown", { count: teams.length })}
            hasMore={list.hasNextPage}
            loading={list.isFetchingNextPage}
            onLoadMore={() => list.fetchNextPage()}
          />
        )}
      </Card>
      <BulkBar
        count={selected.length}
        canActivate={selected.some(({ active }) => !active)}
        canDeactivate={selected.some(({ active }) => active)}
        busy={switching.isPending}
        onSwitch={(active) =>
          switchTeams(
            selected.filter((team) => team.active !== active),
            active,
          )
        }
        onClear={() => setPicked(nobody)}
      />
      <ConfirmDialog
        open={leaving.length > 0}
        onOpenChange={(open) => !open && setLeaving([])}
        title={
          leaving.length === 1 && onlyOne
            ? t("switch.confirmOne", { name: onlyOne.displayName })
            : t("switch.confirmMany", { count: leaving.length })
        }
        description={leaving.length === 1 ? t("switch.confirmText") : t("switch.confirmTextMany")}
        confirmLabel={t("switch.confirm")}
        onConfirm={deactivate}
      />
    </>
  );
}
