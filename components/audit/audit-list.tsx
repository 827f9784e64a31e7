"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ApiError, api, errorMessage } from "#components/api-client.ts";
import { AuditFilters } from "#components/audit/audit-filters.tsx";
import { AuditRow } from "#components/audit/audit-row.tsx";
import { targetName } from "#components/audit/target-name.ts";
import { useAuditFilters } from "#components/audit/use-audit-filters.ts";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";
import type { Page } from "#lib/http/resources/common.ts";

const PAGE_SIZE = 50;
const LOADING_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Who changed what, newest first, in a card with its filters. @param teamId one team's only; without it a filter chooses */
export function AuditList({ teamId }: { teamId?: string }) {
  const t = useTranslations("audit");
  const format = useFormat();
  const filters = useAuditFilters(teamId);
  const { query, filtered, set } = filters;
  const audit = useInfiniteQuery({
    queryKey: ["audit", "entries", query],
    queryFn: ({ pageParam, signal }) =>
      api<Page<AuditEntryJson>>("/audit", { query: { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const entries = useMemo(() => audit.data?.pages.flatMap((page) => page.items), [audit.data]);
  const unknown = audit.error instanceof ApiError && [404, 422].includes(audit.error.status);
  const { target } = filters.filters;
  const targetEntry = target ? entries?.find((entry) => entry.targetId === target && targetName(entry)) : undefined;
  const clearButton = <Button onClick={filters.clear}>{t("filters.clearAll")}</Button>;

  return (
    <Card flush>
      <AuditFilters audit={filters} teamId={teamId} targetLabel={targetEntry && targetName(targetEntry)} />
      {filtered && unknown ? (
        <EmptyState
          icon={<SearchX />}
          title={t("list.unknown")}
          description={t("list.unknownText")}
          action={clearButton}
        />
      ) : audit.isError && !entries ? (
        <ErrorState
          title={t("list.loadFailed")}
          description={errorMessage(audit.error)}
          onRetry={() => audit.refetch()}
          retrying={audit.isFetching}
        />
      ) : entries === undefined ? (
        <div role="status" aria-label={t("list.loading")} className="divide-y divide-line">
          {LOADING_ROWS.map((row) => (
            <div key={row} className="flex items-center gap-3 px-4 py-3">
              <Skeleton className="size-6 rounded-full" />
              <Skeleton className="w-1/2" />
              <Skeleton className="ms-auto w-16" />
            </div>
          ))}
        </div>
      ) : entries.length === 0 ? (
        <EmptyState
          icon={filtered ? <SearchX /> : <ScrollText />}
          title={filtered ? t("list.noMatch") : t("list.empty")}
          description={filtered ? t("list.noMatchText") : t("list.emptyText")}
          action={filtered && clearButton}
        />
      ) : (
        <>
          {[...Map.groupBy(entries, ({ createdAt }) => format.date(createdAt))].map(([day, ofDay], index) => (
            <section key={day} aria-label={day}>
              <div className="flex min-h-9 items-center justify-between gap-3 border-b bg-canvas px-4 py-1 dark:bg-sunken">
                <h2 className="font-medium text-ink-muted text-xs">{day}</h2>
                {index === 0 && <ExportLink query={query} />}
              </div>
              <ul className="divide-y divide-line border-b">
                {ofDay.map((entry) => (
                  <AuditRow
                    key={entry.id}
                    entry={entry}
                    showTeam={teamId === undefined}
                    onActor={(actor) => set({ actor })}
                    onTarget={(id) => set({ target: id })}
                  />
                ))}
              </ul>
            </section>
          ))}
          <div className="-mt-px">
            <LoadMore
              shown={t("filters.entries", { count: entries.length })}
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

/** Everything that the filters leave, not only what is loaded. */
function ExportLink({ query }: { query: Record<string, string | null | undefined> }) {
  const t = useTranslations("audit.list");
  const params = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return (
    <a
      className={buttonVariants({ variant: "ghost", size: "sm" })}
      href={`/api/admin/audit/export?${new URLSearchParams(params)}`}
      download
    >
      <Download aria-hidden />
      {t("export")}
    </a>
  );
}
