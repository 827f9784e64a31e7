import { localDay, windowOf } from "#lib/usage/window.ts";

/** Who talked through what, for the history to draw from. Weights are relative. */
export interface HistoryTeam {
  teamId: string;
  timeZone: string;
  turnsPerDay: number;
  models: { publicId: string; providerId: string; weight: number; inputPrice: bigint; outputPrice: bigint }[];
  sources: {
    channel: string;
    connectionId: string;
    keyId?: string;
    keyLineageId?: string;
    weight: number;
    endUserIds: string[];
  }[];
}

export interface HistoryOptions {
  team: HistoryTeam;
  days: number;
  now: Date;
  seed: number;
  cost: (price: { inputPrice: bigint; outputPrice: bigint }, tokensIn: number, tokensOut: number) => bigint;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
// People write in the morning, after lunch and most in the evening; local hours 0 to 23.
const HOUR_WEIGHTS = [3, 2, 1, 1, 1, 2, 4, 7, 10, 12, 12, 10, 8, 10, 12, 12, 11, 11, 12, 14, 16, 15, 11, 6];

/** One team's turns of the last `days` days, oldest first. The same seed gives the same history. */
export function usageHistory(options: HistoryOptions) {
  const { team, days, now } = options;
  const random = mulberry32(options.seed);
  const rows = [];
  for (let daysAgo = days; daysAgo >= 0; daysAgo -= 1) {
    const { start } = windowOf({
      window: "DAY",
      timeZone: team.timeZone,
      now: new Date(now.getTime() - daysAgo * DAY_MS),
    });
    const growth = 0.7 + (0.5 * (days - daysAgo)) / days;
    const weekend = [0, 6].includes(new Date(start.getTime() + DAY_MS / 2).getUTCDay()) ? 0.55 : 1;
    const turns = Math.round(team.turnsPerDay * growth * weekend * (0.85 + random() * 0.3));
    for (let turn = 0; turn < turns; turn += 1) {
      const hour = pick(
        random,
        HOUR_WEIGHTS.map((weight, value) => ({ weight, value })),
      ).value;
      const occurredAt = new Date(start.getTime() + hour * HOUR_MS + Math.floor(random() * HOUR_MS));
      if (occurredAt < now) rows.push(turnAt(options, random, occurredAt, `demo-${team.teamId}-${daysAgo}-${turn}`));
    }
  }
  return rows.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
}

function turnAt(options: HistoryOptions, random: () => number, occurredAt: Date, idempotencyKey: string) {
  const { team } = options;
  const model = pick(random, team.models);
  const source = pick(random, team.sources);
  const tokensIn = Math.round(60 + 900 * random() ** 2);
  const tokensOut = Math.round(30 + 420 * random() ** 2);
  const firstByteMs = Math.round(180 + 500 * random() ** 2);
  return {
    teamId: team.teamId,
    keyId: source.keyId ?? null,
    keyLineageId: source.keyLineageId ?? null,
    // A few people write most of the messages.
    endUserId: source.endUserIds[Math.floor(source.endUserIds.length * random() ** 2)] ?? null,
    connectionId: source.connectionId,
    channel: source.channel,
    model: model.publicId,
    providerId: model.providerId,
    tokensIn,
    tokensOut,
    costNano: options.cost(model, tokensIn, tokensOut),
    latencyMs: firstByteMs + tokensOut * (6 + Math.round(random() * 8)),
    firstByteMs,
    status: random() < 0.012 ? ("PARTIAL" as const) : ("OK" as const),
    idempotencyKey,
    occurredAt,
    day: new Date(`${localDay({ timeZone: team.timeZone, at: occurredAt })}T00:00:00Z`),
  };
}

function pick<T extends { weight: number }>(random: () => number, items: T[]): T {
  let left = random() * items.reduce((sum, item) => sum + item.weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items[items.length - 1] as T;
}

/** A small, well-known generator: repeatable, which Math.random is not. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
