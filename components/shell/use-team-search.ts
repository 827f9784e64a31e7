import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#components/api-client.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { TeamJson } from "#lib/http/resources/teams.ts";

const WAIT_MS = 120;
const MOST = 8;

/**
 * The teams that match what is typed, searched on the server, since an operator may see thousands. Of several words the
 * last may name a page of the team ("acme keys"), so a search that finds none is asked again without it.
 */
export function useTeamSearch(typed: string, { enabled }: { enabled: boolean }) {
  const search = useSettled(typed.trim());
  return useQuery({
    queryKey: ["teams", "palette", search],
    queryFn: async ({ signal }) => {
      const found = await find(search, signal);
      const shorter = search.replace(/\s*\S+$/, "");
      return found.length > 0 || shorter === "" ? found : find(shorter, signal);
    },
    placeholderData: keepPreviousData,
    enabled,
  });
}

async function find(search: string, signal: AbortSignal) {
  const { items } = await api<Page<TeamJson>>("/teams", { query: { search, limit: MOST }, signal });
  return items;
}

function useSettled(value: string) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), WAIT_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
