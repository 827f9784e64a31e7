"use client";

import { useQuery } from "@tanstack/react-query";
import { Building2, Plus, Search, SearchX } from "lucide-react";
import { debounce, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { CreateTeamDialog } from "#components/teams/create-team-dialog.tsx";
import { TeamsTable } from "#components/teams/teams-table.tsx";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { useTeams } from "#components/teams/use-teams.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { monthRange } from "#components/usage/day-range.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

const TYPES = ["any", "public", "private"] as const;
const STATES = ["any", "true", "false"] as const;

const typeOptions = [
  { value: "any", label: "Any type" },
  { value: "public", label: "Public" },
  { value: "private", label: "Private" },
] as const;
const stateOptions = [
  { value: "any", label: "Any status" },
  { value: "true", label: "Active" },
  { value: "false", label: "Off" },
] as const;

const filterParsers = {
  search: parseAsString.withDefault(""),
  type: parseAsStringLiteral(TYPES).withDefault("any"),
  active: parseAsStringLiteral(STATES).withDefault("any"),
};

export function TeamsPage({ isOperator }: { isOperator: boolean }) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const search = useDebounced(filters.search.trim().slice(0, 100), 200);
  const teams = useTeams({
    search,
    type: filters.type === "any" ? null : filters.type,
    active: filters.active === "any" ? null : filters.active,
  });
  const month = monthRange({ now: new Date() });
  const usage = useQuery({
    queryKey: ["usage", "report", { ...month, groupBy: "team" }],
    queryFn: ({ signal }) => api<UsageReportJson>("/usage", { query: { ...month, groupBy: "team" }, signal }),
  });
  const usageByTeam = useMemo(
    () => usage.data && new Map(usage.data.rows.map((row) => [row.group ?? "", row])),
    [usage.data],
  );
  const filtered = search !== "" || filters.type !== "any" || filters.active !== "any";
  const createButton = isOperator && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create team
    </Button>
  );

  return (
    <>
      <PageHeader
        title="Teams"
        description="Each team is a platform of its own: its bots, keys, models and limits."
        actions={createButton}
      />
      {isOperator && <CreateTeamDialog open={creating} onOpenChange={(open) => setCreating(open || null)} />}
      <Card flush>
        <search className="flex flex-wrap gap-2 border-b p-3">
          <Input
            aria-label="Search teams"
            type="search"
            prefix={<Search aria-hidden />}
            placeholder="Search by name…"
            value={filters.search}
            onValueChange={(value) =>
              setFilters({ search: value || null }, { limitUrlUpdates: value ? debounce(250) : undefined })
            }
            className="w-full sm:w-64"
          />
          <Select
            aria-label="Type"
            className="w-32 flex-1 sm:flex-none"
            value={filters.type}
            onValueChange={(type) => setFilters({ type })}
            options={typeOptions}
          />
          <Select
            aria-label="Status"
            className="w-32 flex-1 sm:flex-none"
            value={filters.active}
            onValueChange={(active) => setFilters({ active })}
            options={stateOptions}
          />
        </search>
        {teams.isError && !teams.data ? (
          <ErrorState
            title="The teams couldn’t be loaded"
            description={errorMessage(teams.error)}
            onRetry={() => teams.refetch()}
            retrying={teams.isFetching}
          />
        ) : (
          <TeamsTable
            teams={teams.data}
            usage={usage.isError ? null : usageByTeam}
            isOperator={isOperator}
            empty={
              filtered ? (
                <EmptyState
                  icon={<SearchX />}
                  title="No team matches"
                  description="Try another part of the name, or look at all of them."
                  action={<Button onClick={() => setFilters(null)}>Clear the filters</Button>}
                />
              ) : (
                <EmptyState
                  icon={<Building2 />}
                  title={isOperator ? "Create your first team" : "You aren’t in a team yet"}
                  description={
                    isOperator
                      ? "It takes a name and a type. Then hand out a key or connect a bot."
                      : "Ask an operator or a team’s owner for an invitation link."
                  }
                  action={createButton}
                />
              )
            }
          />
        )}
      </Card>
    </>
  );
}
