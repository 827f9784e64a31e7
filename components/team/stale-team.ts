import type { QueryClient } from "@tanstack/react-query";
import { teamKey } from "#components/team/team-queries.ts";

/**
 * After a change of a team: what is shown of it anywhere is asked for again.
 * @param what "around" leaves the team's own queries alone, for whoever has just brought them up to date
 */
export function staleTeam(queryClient: QueryClient, teamId: string, what: "all" | "around" = "all") {
  const around = [["teams"], ["audit"], ["overview"]] as const;
  const keys = what === "all" ? [teamKey(teamId), ...around] : around;
  return Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
