"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText, SearchX, X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ApiError, api, errorMessage } from "#components/api-client.ts";
import { actionOptions } from "#components/audit/action-name.ts";
import { AuditRow } from "#components/audit/audit-row.tsx";
import { formatDate } from "#components/format.ts";
import { useTeams } from "#components/teams/use-teams.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";
import type { Page } from "#lib/http/resources/common.ts";

const PAGE_SIZE = 50;
const parsers = { team: parseAsString, actor: parseAsString, action: parseAsString };

/** Who changed what, newest first, in a card with its filters. @param teamId one team's only; without it a filter chooses */
export function AuditList({ teamId }: { teamId?: string }) {
  const [filters, setFilters] = useQueryStates(parsers);
  const teams = useTeams({}, { enabled: teamId === undefined });
  const query = { teamId: teamId ?? filters.team, actorId: filters.actor, action: filters.action };
  const audit = useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam, signal }) =>
      api<Page<AuditEntryJson>>("/audit", { query: { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const entries = useMemo(() => audit.data?.pages.flatMap((page) => page.items), [audit.data]);
  const teamNames = useMemo(() => new Map(teams.data?.map((team) => [team.id, team.displayName])), [teams.data]);
  const filtered = Boolean(filters.actor || filters.action || (filters.team && !teamId));
  const unknown = audit.error instanceof ApiError && [404, 422].includes(audit.error.status);

  return (
    <Card flush>
      <search className="flex flex-wrap items-center gap-2 border-b p-3" aria-label="Filters">
        {teamId === undefined && (
          <Combobox
            aria-label="Team"
            className="w-full sm:w-52"
            options={[...teamNames].map(([value, label]) => ({ value, label }))}
            value={filters.team}
            onValueChange={(team) => setFilters({ team })}
            placeholder="All teams"
            clearable={filters.team !== null}
            empty="No team matches."
          />
        )}
        <Combobox
          aria-label="Actor"
          className="w-full sm:w-52"
          options={actorsOf(entries, filters.actor)}
          value={filters.actor}
          onValueChange={(actor) => setFilters({ actor })}
          placeholder="Anybody"
          clearable={filters.actor !== null}
          empty="Nobody of the entries below."
        />
        <Combobox
          aria-label="Action"
          className="w-full sm:w-52"
          options={actionOptions}
          value={filters.action}
          onValueChange={(action) => setFilters({ action })}
          placeholder="Any action"
          clearable={filters.action !== null}
        />
        {filtered && (
          <Button variant="ghost" size="sm" onClick={() => setFilters(null)}>
            <X aria-hidden />
            Clear
          </Button>
        )}
      </search>
      {filtered && unknown ? (
        <EmptyState
          icon={<SearchX />}
          title="There is nothing to show for this filter"
          description="It names a team or person that doesn’t exist, or that isn’t yours."
          action={<Button onClick={() => setFilters(null)}>Clear the filters</Button>}
        />
      ) : audit.isError && !entries ? (
        <ErrorState
          title="The audit log couldn’t be loaded"
          description={errorMessage(audit.error)}
          onRetry={() => audit.refetch()}
          retrying={audit.isFetching}
        />
      ) : entries === undefined ? (
        <div role="status" aria-label="Loading the audit log" className="divide-y divide-line">
          {Array.from({ length: 8 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
            <div key={index} className="flex items-center gap-3 px-4 py-3">
              <Skeleton className="size-6 rounded-full" />
              <Skeleton className="w-1/2" />
              <Skeleton className="ms-auto w-16" />
            </div>
          ))}
        </div>
      ) : entries.length === 0 ? (
        <EmptyState
          icon={<ScrollText />}
          title={filtered ? "No entry matches" : "Nothing has been changed yet"}
          description={
            filtered
              ? "Take a filter away to see more."
              : "Whatever anybody changes is written down here, with before and after."
          }
          action={filtered && <Button onClick={() => setFilters(null)}>Clear the filters</Button>}
        />
      ) : (
        <>
          {byDay(entries).map(([day, ofDay]) => (
            <section key={day} aria-label={day}>
              <h2 className="border-b bg-canvas px-4 py-1.5 font-medium text-ink-muted text-xs dark:bg-sunken">
                {day}
              </h2>
              <ul className="divide-y divide-line border-b">
                {ofDay.map((entry) => (
                  <AuditRow
                    key={entry.id}
                    entry={entry}
                    teamName={entry.teamId && teamId === undefined ? teamNames.get(entry.teamId) : undefined}
                    onActor={(actor) => setFilters({ actor })}
                  />
                ))}
              </ul>
            </section>
          ))}
          <div className="-mt-px">
            <LoadMore
              shown={entries.length === 1 ? "1 entry" : `${entries.length} entries`}
              hasMore={audit.hasNextPage}
              loading={audit.isFetchingNextPage}
              onLoadMore={() => audit.fetchNextPage()}
            />
          </div>
        </>
      )}
    </Card>
  );
}

/** Whoever is among the entries that are loaded; a click on a name in the list chooses as well. */
function actorsOf(entries: readonly AuditEntryJson[] | undefined, chosen: string | null) {
  const labels = new Map<string, string>();
  for (const { actor } of entries ?? []) if (actor.id && !labels.has(actor.id)) labels.set(actor.id, actor.label);
  if (chosen && !labels.has(chosen)) labels.set(chosen, "The chosen one");
  return [...labels].map(([value, label]) => ({ value, label }));
}

function byDay(entries: readonly AuditEntryJson[]) {
  return [...Map.groupBy(entries, ({ createdAt }) => formatDate(createdAt))];
}
