"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { BellRing, CheckCheck, CircleCheck, SearchX, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { alertsQuery } from "#components/alerts/alert-queries.ts";
import { AlertRow } from "#components/alerts/alert-row.tsx";
import { useAcknowledge } from "#components/alerts/use-acknowledge.ts";
import { ApiError, errorMessage } from "#components/api-client.ts";
import { useTeams } from "#components/teams/use-teams.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { PLATFORM_ALERT_KINDS, TEAM_ALERT_KINDS } from "#lib/http/resources/alerts.ts";

const STATES = ["unread", "acknowledged", "resolved", "all"] as const;
const KINDS = [...TEAM_ALERT_KINDS, ...PLATFORM_ALERT_KINDS] as const;
const parsers = {
  state: parseAsStringLiteral(STATES).withDefault("unread"),
  kind: parseAsStringLiteral(KINDS),
  team: parseAsString,
};

export interface AlertsListProps {
  /** One team's only; without it a filter chooses. */
  teamId?: string;
  /** Kinds that concern the installation as a whole are among them. */
  withPlatform?: boolean;
}

/** What needs attention, newest first, in a card with its filters, which live in the URL. */
export function AlertsList({ teamId, withPlatform }: AlertsListProps) {
  const t = useTranslations("alerts");
  const [filters, setFilters] = useQueryStates(parsers);
  const teams = useTeams({}, { enabled: teamId === undefined });
  const alerts = useInfiniteQuery(
    alertsQuery({ teamId: teamId ?? filters.team, state: filters.state, kind: filters.kind }),
  );
  const items = useMemo(() => alerts.data?.pages.flatMap((page) => page.items), [alerts.data]);
  const acknowledge = useAcknowledge();
  const [busy, setBusy] = useState(false);
  const filtered = Boolean(filters.kind || (filters.team && !teamId));
  const clear = () => setFilters({ kind: null, team: null });
  const unknown = alerts.error instanceof ApiError && [404, 422].includes(alerts.error.status);
  const canAcknowledge = filters.state === "unread" && items?.some((alert) => alert.canAcknowledge) && !filters.kind;

  return (
    <Card flush>
      <search className="flex flex-wrap items-center gap-2 border-b p-3" aria-label={t("list.filters")}>
        <div className="no-scrollbar max-w-full overflow-x-auto">
          <Segmented
            label={t("state.label")}
            value={filters.state}
            onValueChange={(state) => setFilters({ state })}
            options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        </div>
        {teamId === undefined && (
          <Combobox
            aria-label={t("list.team")}
            className="w-full sm:w-48"
            options={(teams.data ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }))}
            value={filters.team}
            onValueChange={(team) => setFilters({ team })}
            placeholder={t("list.allTeams")}
            clearable={filters.team !== null}
            empty={t("list.noTeam")}
          />
        )}
        <Combobox
          aria-label={t("list.kind")}
          className="w-full sm:w-48"
          options={(withPlatform ? KINDS : TEAM_ALERT_KINDS).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={filters.kind}
          onValueChange={(kind) => setFilters({ kind: kind as (typeof KINDS)[number] | null })}
          placeholder={t("list.anyKind")}
          clearable={filters.kind !== null}
        />
        {filtered && (
          <Button variant="ghost" size="sm" onClick={clear}>
            <X aria-hidden />
            {t("list.clear")}
          </Button>
        )}
        {canAcknowledge && (
          <Button
            size="sm"
            variant="ghost"
            className="sm:ms-auto"
            loading={busy}
            onClick={async () => {
              setBusy(true);
              await acknowledge.all(teamId ?? filters.team);
              setBusy(false);
            }}
          >
            <CheckCheck aria-hidden />
            {t("acknowledge.all")}
          </Button>
        )}
      </search>
      {filtered && unknown ? (
        <EmptyState
          icon={<SearchX />}
          title={t("list.unknownTitle")}
          description={t("list.unknownText")}
          action={<Button onClick={clear}>{t("list.clearFilters")}</Button>}
        />
      ) : alerts.isError && !items ? (
        <ErrorState
          title={t("list.error")}
          description={errorMessage(alerts.error)}
          onRetry={() => alerts.refetch()}
          retrying={alerts.isFetching}
        />
      ) : items === undefined ? (
        <LoadingRows label={t("list.loading")} />
      ) : items.length === 0 ? (
        filtered ? (
          <EmptyState
            icon={<SearchX />}
            title={t("list.noMatchTitle")}
            description={t("list.noMatchText")}
            action={<Button onClick={clear}>{t("list.clearFilters")}</Button>}
          />
        ) : filters.state === "unread" ? (
          <EmptyState
            icon={<CircleCheck />}
            title={t("list.emptyUnreadTitle")}
            description={t("list.emptyUnreadText")}
            action={<Button onClick={() => setFilters({ state: "all" })}>{t("list.showAll")}</Button>}
          />
        ) : (
          <EmptyState icon={<BellRing />} title={t("list.emptyTitle")} description={t("list.emptyText")} />
        )
      ) : (
        <>
          <ul aria-label={t("list.label")} className="divide-y divide-line" aria-live="polite">
            {items.map((alert) => (
              <AlertRow key={alert.id} alert={alert} showTeam={teamId === undefined} />
            ))}
          </ul>
          <LoadMore
            shown={t("list.shown", { count: items.length })}
            hasMore={alerts.hasNextPage}
            loading={alerts.isFetchingNextPage}
            onLoadMore={() => alerts.fetchNextPage()}
          />
        </>
      )}
    </Card>
  );
}

function LoadingRows({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: 4 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <div key={index} className="flex items-start gap-3 px-4 py-3">
          <Skeleton className="size-7 rounded-full" />
          <div className="flex flex-1 flex-col gap-2 py-1">
            <Skeleton className="w-1/2" />
            <Skeleton className="w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
