import type { Rights } from "../auth/roles.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import { type ActiveTurn, type Activity, listenToActivity } from "../usage/activity.ts";
import { newestTurns } from "../usage/newest-turns.ts";
import type { Principal } from "./principal.ts";
import { refreshRights } from "./refresh-rights.ts";
import type { ActivityJson } from "./resources/overview.ts";

/** How often a stream asks whether its reader may still read, in milliseconds. */
const CHECK_MS = 5_000;
/** Proxies close a connection that says nothing for a minute. */
const HEARTBEAT_MS = 15_000;
/** Turns per event, and at the beginning. */
const MOST_TURNS = 12;

/**
 * Turns as they end, as server-sent events: first the newest ones, then what all processes tell, of the reader's teams
 * alone. It ends when the reader's session does, or the right to see what was asked for.
 * @param options.teamId only this team's
 */
export async function* activityPieces(options: {
  principal: Principal;
  teamId: string | undefined;
  signal: AbortSignal;
  checkMs?: number;
}): AsyncGenerator<string> {
  const { principal, teamId, signal, checkMs = CHECK_MS } = options;
  let rights: Rights = principal;
  let waiting: Activity[] = [];
  let wake = () => {};
  const stop = await listenToActivity((activity) => {
    waiting.push(activity);
    wake();
  });
  const leave = () => wake();
  signal.addEventListener("abort", leave, { once: true });
  try {
    const teamIds = teamId ? [teamId] : rights.isOperator ? undefined : [...rights.roles.keys()];
    const newest = await newestTurns({ teamIds, limit: MOST_TURNS });
    yield `retry: 5000\n\n${await event(newest, newest.length)}`;
    let checkedAt = Date.now();
    let saidAt = Date.now();
    while (!signal.aborted) {
      if (waiting.length === 0)
        await new Promise<void>((settle) => sleepUntil(settle, checkMs, (woken) => (wake = woken)));
      if (signal.aborted) return;
      if (Date.now() - checkedAt >= checkMs) {
        const now = await refreshRights(principal, new Date());
        if (!now || (teamId && !now.isOperator && !now.roles.has(teamId))) return;
        rights = now;
        checkedAt = Date.now();
      }
      const told = waiting;
      waiting = [];
      const isVisible = (id: string) => (teamId ? id === teamId : rights.isOperator || rights.roles.has(id));
      const turns = told.flatMap((activity) => activity.turns).filter((turn) => isVisible(turn.teamId));
      const counts = told.flatMap((activity) => Object.entries(activity.counts)).filter(([id]) => isVisible(id));
      const count = counts.reduce((sum, [, times]) => sum + times, 0);
      if (count > 0) yield await event(turns.slice(-MOST_TURNS), count);
      else if (Date.now() - saidAt < HEARTBEAT_MS) continue;
      else yield ": still there\n\n";
      saidAt = Date.now();
    }
  } finally {
    signal.removeEventListener("abort", leave);
    await stop();
  }
}

function sleepUntil(settle: () => void, ms: number, onWake: (wake: () => void) => void): void {
  const timer = setTimeout(settle, ms);
  onWake(() => {
    clearTimeout(timer);
    settle();
  });
}

async function event(turns: ActiveTurn[], count: number): Promise<string> {
  const data: ActivityJson = { turns: await Promise.all(turns.map(named)), count };
  return `event: turns\ndata: ${JSON.stringify(data)}\n\n`;
}

async function named(turn: ActiveTurn): Promise<ActivityJson["turns"][number]> {
  const config = await loadTeamConfig(turn.teamId).catch(() => null);
  return { ...turn, teamName: config?.displayName ?? "" };
}
