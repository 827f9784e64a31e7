import { type BudgetState, pruneState, WHOLE_BOT } from "./budget-state.ts";
import { BOT_MESSAGES, BOT_WINDOW_MS, BULK_INTERVAL_MS, BULK_LEAVES, chatAllowanceMs, chatBudget } from "./budgets.ts";

/** A call that wants its turn. */
export interface Ask {
  /** Null when it acts on no chat. */
  chat: string | null;
  priority: 0 | 1 | 2;
  /** Whether it counts against budgets, or only has to obey what Telegram asked. */
  counts: boolean;
  /** It may not wait at all: it is left out instead. */
  optional: boolean;
}

/** How long after its turn could have come a claim is still believed: a process that died must not hold up the others. */
const CLAIM_GRACE_MS = 250;

/**
 * Who may go at `now`, and how long the others have to wait at least.
 * @param options.asks in the order in which they are to be served: higher priorities first
 * @param options.self this process, among those that claim what is short
 * @returns for each ask the milliseconds to wait, 0 to go now; and the state with those that go counted in
 */
export function planTurns(options: { state: BudgetState; asks: readonly Ask[]; now: number; self: string }): {
  waits: number[];
  state: BudgetState;
  /** Whether the others have to learn of it before anybody goes. */
  changed: boolean;
} {
  const { asks, now, self } = options;
  const state = pruneState(options.state, now);
  let changed = false;
  let claim: [number, number] | undefined;
  const waits = asks.map((ask) => {
    const blocked = blockedFor(state, ask.chat, now);
    if (blocked > 0) return blocked;
    if (!ask.counts) return 0;
    const ofChat = chatWait(state, ask, now);
    const ofBot = botWait(state, ask, { now, self });
    if (ofBot > 0 && ofChat <= 0 && !ask.optional && ask.priority < 2) {
      claim ??= [ask.priority, Math.ceil(now + ofBot + CLAIM_GRACE_MS)];
    }
    const wait = Math.max(ofChat, ofBot);
    if (wait > 0) return wait;
    spend(state, ask, now);
    changed = true;
    return 0;
  });
  return { waits, state, changed: noteClaim(state, self, claim) || changed };
}

/** Milliseconds that Telegram still wants no call to the chat, or of the bot. */
function blockedFor(state: BudgetState, chat: string | null, now: number): number {
  const ofBot = (state.blocks[WHOLE_BOT] ?? 0) - now;
  return Math.max(0, ofBot, chat === null ? 0 : (state.blocks[chat] ?? 0) - now);
}

function chatWait(state: BudgetState, { chat, ...ask }: Ask, now: number): number {
  if (chat === null) return 0;
  return (state.chats[chat] ?? 0) - now - chatAllowanceMs(chat, ask);
}

function botWait(state: BudgetState, ask: Ask, who: { now: number; self: string }): number {
  const { now, self } = who;
  const most = ask.priority === 2 ? BOT_MESSAGES - BULK_LEAVES : BOT_MESSAGES;
  // The message after which there are fewer than `most` within the window.
  const oldest = state.sent[state.sent.length - most];
  const ofWindow = oldest === undefined ? 0 : oldest + BOT_WINDOW_MS - now;
  const ofBulk = ask.priority === 2 ? state.bulkAt - now : 0;
  let ofClaims = 0;
  for (const [holder, [priority, until]] of Object.entries(state.claims)) {
    if (holder !== self && priority < ask.priority) ofClaims = Math.max(ofClaims, until - now);
  }
  return Math.max(0, ofWindow, ofBulk, ofClaims);
}

function spend(state: BudgetState, { chat, priority }: Ask, now: number): void {
  state.sent.push(now);
  if (priority === 2) state.bulkAt = now + BULK_INTERVAL_MS;
  if (chat !== null) state.chats[chat] = Math.max(state.chats[chat] ?? 0, now) + chatBudget(chat).intervalMs;
}

/** @returns whether what the others believe of this process has to change */
function noteClaim(state: BudgetState, self: string, claim: [number, number] | undefined): boolean {
  const before = state.claims[self];
  if (!claim) {
    delete state.claims[self];
    return before !== undefined;
  }
  if (before && before[0] === claim[0] && before[1] >= claim[1] - CLAIM_GRACE_MS / 2) return false;
  state.claims[self] = claim;
  return true;
}
