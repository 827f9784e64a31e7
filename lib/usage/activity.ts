import { publish, subscribe } from "../infra/relay.ts";
import { createSideBatch } from "./side-batch.ts";
import type { UsageRow } from "./usage-row.ts";

/** A turn as it is shown while it happens. Money is nano-USD in decimal digits. */
export interface ActiveTurn {
  turnId: string;
  teamId: string;
  channel: string;
  model: string;
  status: "ok" | "partial" | "interrupted" | "failed" | "refused";
  tokens: number;
  costNano: string;
  latencyMs: number;
  /** ISO 8601. */
  occurredAt: string;
}

/** What one process did within one half second: the last few turns of each team, and how many there were. */
export interface Activity {
  turns: ActiveTurn[];
  counts: Record<string, number>;
}

const TOPIC = "usage.activity";
/** More can't be followed by eye. */
const TURNS_PER_TEAM = 5;
const MOST_TURNS = 200;

const batch = createSideBatch<{ turn: ActiveTurn; times: number }>({
  name: "activity",
  everyMs: 500,
  async write(items) {
    const counts: Record<string, number> = {};
    const shown = new Map<string, ActiveTurn[]>();
    for (const { turn, times } of items) {
      counts[turn.teamId] = (counts[turn.teamId] ?? 0) + times;
      const turns = shown.get(turn.teamId) ?? [];
      if (turns.push(turn) > TURNS_PER_TEAM) turns.shift();
      shown.set(turn.teamId, turns);
    }
    const activity: Activity = { turns: [...shown.values()].flat().slice(-MOST_TURNS), counts };
    // Whoever was not reached sees the next ones; old news is not worth sending again.
    await publish(TOPIC, activity).catch(() => undefined);
  },
});

/** Tells everybody who watches that a turn has ended: twice a second, all together. @param times how many alike */
export function showActivity(turn: ActiveTurn, times = 1): void {
  batch.push({ turn, times });
}

export function activeTurn(row: UsageRow, turnId: string): ActiveTurn {
  const { teamId, channel, model, tokensIn, tokensOut, costNano, latencyMs, occurredAt } = row;
  const status = row.status === "OK" ? "ok" : row.status === "PARTIAL" ? "partial" : "interrupted";
  return { turnId, teamId, channel, model, status, tokens: tokensIn + tokensOut, costNano, latencyMs, occurredAt };
}

const listeners = new Set<(activity: Activity) => void>();
let subscription: Promise<() => Promise<void>> | undefined;

/** Hears what all processes tell, by one subscription for all listeners of this one. @returns what ends it */
export async function listenToActivity(listener: (activity: Activity) => void): Promise<() => Promise<void>> {
  listeners.add(listener);
  subscription ??= subscribe<Activity>(TOPIC, (activity) => {
    for (const each of listeners) each(activity);
  });
  const mine = subscription;
  try {
    await mine;
  } catch (error) {
    listeners.delete(listener);
    if (subscription === mine) subscription = undefined;
    throw error;
  }
  return async () => {
    listeners.delete(listener);
    if (listeners.size > 0 || subscription !== mine) return;
    subscription = undefined;
    await (await mine)();
  };
}
