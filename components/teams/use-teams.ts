import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { TeamJson } from "#lib/http/resources/teams.ts";

export interface TeamFilters {
  search?: string;
  type?: "public" | "private" | null;
  active?: "true" | "false" | null;
}

const PAGE_SIZE = 200;
/** A list for choosing from or reading; past this, search. */
const MOST_TEAMS = 1_000;

/** The teams that the viewer may see and that match, newest first. */
export function useTeams(filters: TeamFilters = {}, { enabled = true } = {}) {
  return useQuery({
    queryKey: ["teams", "list", filters],
    queryFn: ({ signal }) => loadTeams(filters, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

async function loadTeams(filters: TeamFilters, signal: AbortSignal): Promise<TeamJson[]> {
  const teams: TeamJson[] = [];
  let cursor: string | null = null;
  do {
    const query = { ...filters, limit: PAGE_SIZE, cursor };
    const page: Page<TeamJson> = await api<Page<TeamJson>>("/teams", { query, signal });
    teams.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && teams.length < MOST_TEAMS);
  return teams;
}
