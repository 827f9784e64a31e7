import { z } from "zod";
import { BOT_MESSAGES, BOT_WINDOW_MS, BULK_INTERVAL_MS, chatBudget } from "./budgets.ts";

const moment = z.number();

/** What one bot has sent lately, and what it has to wait for. Moments are Unix milliseconds of the store's clock. */
const schema = z.object({
  /** When its last messages went, oldest first. */
  sent: z.array(moment),
  /** When its next broadcast message may go. */
  bulkAt: moment,
  /** For each chat, the moment at which all of its budget is there again. */
  chats: z.record(z.string(), moment),
  /** Until when Telegram wants no call: by chat, and for the whole bot as `*`. */
  blocks: z.record(z.string(), moment),
  /** Processes where something of this priority waits for the bot's own budget, until when that is to be believed. */
  claims: z.record(z.string(), z.tuple([z.number(), moment])),
});

export type BudgetState = z.output<typeof schema>;

/** The key of the whole bot among the blocks. */
export const WHOLE_BOT = "*";

export function emptyState(): BudgetState {
  return { sent: [], bulkAt: 0, chats: {}, blocks: {}, claims: {} };
}

/** @returns the state in a store's text; an empty one for what is none */
export function parseState(text: string): BudgetState {
  if (text === "") return emptyState();
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return emptyState();
  }
}

/** How far the clocks of two processes' answers from one store can be apart, in milliseconds. */
const TOLERANCE_MS = 1_000;

/**
 * What still matters at `now`. What lies further ahead than it can be, because the store's clock was set back, is forgotten;
 * only what Telegram asked for may lie at any distance.
 */
export function pruneState(state: BudgetState, now: number): BudgetState {
  const latest = now + TOLERANCE_MS;
  const chats = keep(state.chats, (full, chat) => {
    const { capacity, intervalMs } = chatBudget(chat);
    return full > now && full <= latest + capacity * intervalMs ? full : undefined;
  });
  return {
    sent: state.sent.filter((at) => at > now - BOT_WINDOW_MS && at <= latest).slice(-BOT_MESSAGES),
    bulkAt: state.bulkAt > latest + BULK_INTERVAL_MS ? 0 : state.bulkAt,
    chats,
    blocks: keep(state.blocks, (until) => (until > now ? until : undefined)),
    claims: keep(state.claims, (claim) => (claim[1] > now && claim[1] < now + 60_000 ? claim : undefined)),
  };
}

/**
 * What both know: the later of each moment. One of them is what this process remembers, so nothing that it has sent or been
 * told is forgotten when the store was away or has lost what it held.
 */
export function mergeStates(options: { mine: BudgetState; theirs: BudgetState; now: number }): BudgetState {
  const mine = pruneState(options.mine, options.now);
  const theirs = pruneState(options.theirs, options.now);
  return {
    sent: mine.sent.length > theirs.sent.length ? mine.sent : theirs.sent,
    bulkAt: Math.max(mine.bulkAt, theirs.bulkAt),
    chats: latest(mine.chats, theirs.chats),
    blocks: latest(mine.blocks, theirs.blocks),
    claims: theirs.claims,
  };
}

function keep<V>(from: Record<string, V>, judge: (value: V, key: string) => V | undefined): Record<string, V> {
  const kept: Record<string, V> = {};
  for (const [key, value] of Object.entries(from)) {
    const judged = judge(value, key);
    if (judged !== undefined) kept[key] = judged;
  }
  return kept;
}

function latest(mine: Record<string, number>, theirs: Record<string, number>): Record<string, number> {
  const all = { ...theirs };
  for (const [key, at] of Object.entries(mine)) all[key] = Math.max(at, all[key] ?? 0);
  return all;
}
