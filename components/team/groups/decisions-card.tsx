import { useInfiniteQuery } from "@tanstack/react-query";
import { Search, SearchX, ShieldQuestion, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { DecisionSheet } from "#components/team/groups/decision-sheet.tsx";
import { DecisionsTable } from "#components/team/groups/decisions-table.tsx";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { decisionsQuery } from "#components/team/groups/groups-queries.ts";
import { OUTCOMES } from "#components/team/groups/outcomes.ts";
import { useDecisionWords } from "#components/team/groups/use-decision-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Select } from "#components/ui/select.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

const ANY = "any";
const parsers = { outcome: parseAsString, user: parseAsString.withDefault("") };

/** Who was let in or held, newest first, by outcome and person. */
export function DecisionsCard() {
  const t = useTranslations("groups.decisions");
  const words = useDecisionWords();
  const describeError = useErrorMessage();
  const { team } = useTeam();
  const { id } = useGroup();
  const [filters, setFilters] = useQueryStates(parsers);
  const [openId, setOpenId] = useState<string | null>(null);
  const typed = useDebounced(filters.user.trim(), 250);
  const userId = /^\d{1,16}$/.test(typed) ? typed : null;
  const outcome = OUTCOMES.find((one) => one === filters.outcome) ?? null;
  const decisions = useInfiniteQuery(decisionsQuery(team.id, id, { outcome, userId }));
  const rows = decisions.data?.pages.flatMap(({ items }) => items);
  const filtered = outcome !== null || userId !== null;
  const clear = () => setFilters(null);
  return (
    <Card flush headingLevel={3} title={t("title")} description={t("text")}>
      <search className="flex flex-wrap items-center gap-2 border-y p-3" aria-label={t("filters")}>
        <Select
          aria-label={t("outcome")}
          className="w-full sm:w-56"
          value={outcome ?? ANY}
          onValueChange={(value) => setFilters({ outcome: value === ANY ? null : value })}
          options={[
            { value: ANY, label: t("anyOutcome") },
            ...OUTCOMES.map((value) => ({ value, label: words.outcome(value) })),
          ]}
        />
        <Input
          aria-label={t("person")}
          type="search"
          inputMode="numeric"
          prefix={<Search aria-hidden />}
          placeholder={t("personHint")}
          value={filters.user}
          onValueChange={(value) =>
            setFilters({ user: value || null }, { limitUrlUpdates: value ? debounce(250) : undefined })
          }
          className="w-full sm:w-56"
        />
        {(filtered || filters.user !== "") && (
          <Button variant="ghost" size="sm" onClick={clear}>
            <X aria-hidden />
            {t("clear")}
          </Button>
        )}
      </search>
      {decisions.isError && !rows ? (
        <ErrorState
          title={t("loadError")}
          description={describeError(decisions.error)}
          onRetry={() => decisions.refetch()}
          retrying={decisions.isFetching}
        />
      ) : (
        <>
          <DecisionsTable
            decisions={rows}
            onOpen={setOpenId}
            empty={
              filtered ? (
                <EmptyState
                  icon={<SearchX />}
                  title={t("noMatch")}
                  action={<Button onClick={clear}>{t("clear")}</Button>}
                />
              ) : (
                <EmptyState icon={<ShieldQuestion />} title={t("emptyTitle")} description={t("emptyText")} />
              )
            }
          />
          {rows && rows.length > 0 && (
            <LoadMore
              shown={t("shown", { count: rows.length })}
              hasMore={decisions.hasNextPage}
              loading={decisions.isFetchingNextPage}
              onLoadMore={() => decisions.fetchNextPage()}
            />
          )}
        </>
      )}
      <DecisionSheet
        decision={rows?.find((one) => one.id === openId) ?? null}
        onOpenChange={(open) => !open && setOpenId(null)}
      />
    </Card>
  );
}
