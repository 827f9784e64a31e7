import type { Actor } from "../audit/write-audit.ts";
import { AppError, type ErrorCode } from "../infra/errors.ts";
import { setTeamActive } from "./set-team-active.ts";

export interface TeamOutcome {
  teamId: string;
  /** `unchanged`: it was so already. */
  outcome: "changed" | "unchanged" | "failed";
  /** Why it failed. */
  error: { code: ErrorCode; message: string } | null;
}

/**
 * Switches several teams off or on, each in a transaction of its own with its own audit row: what becomes of each is told,
 * so that one team that is gone does not keep the others as they were, and only what was changed is taken back.
 * @returns one outcome for each team, in the order given, each once
 */
export async function setTeamsActive(options: {
  teamIds: readonly string[];
  active: boolean;
  actor: Actor;
}): Promise<TeamOutcome[]> {
  const { teamIds, active, actor } = options;
  const outcomes: TeamOutcome[] = [];
  for (const teamId of new Set(teamIds)) {
    try {
      const { changed } = await setTeamActive({ teamId, active, actor });
      outcomes.push({ teamId, outcome: changed ? "changed" : "unchanged", error: null });
    } catch (error) {
      // Anything else, such as a database that is away, fails all the rest alike: it is told as what it is.
      if (!(error instanceof AppError) && outcomes.every(({ outcome }) => outcome !== "changed")) throw error;
      const { code, message } =
        error instanceof AppError
          ? error
          : ({ code: "unavailable", message: "The team could not be changed right now. Try again." } as const);
      outcomes.push({ teamId, outcome: "failed", error: { code, message } });
    }
  }
  return outcomes;
}
