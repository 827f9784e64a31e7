import { readShared, sharedKey, writeShared } from "./shared-verdicts.ts";
import { listenForVerdicts, tellVerdict } from "./verdict-relay.ts";
import { createVerdictTable, type KnownVerdict, type VerdictTable } from "./verdict-table.ts";
import { verdictTtlMs } from "./verdict-ttl.ts";

/** Whom it is about, where. */
export interface VerdictSubject {
  connectionId: string;
  chatId: number;
  userId: number;
}

/** A million members, and room for chance to put some sets of places fuller than others: 40 MB when full. */
const SLOTS = 1_572_864;

let table: VerdictTable | undefined;
// Telegram's users are the same for every bot, but who may know of them is not: each bot has its own verdicts.
const pairs = new Map<string, number>();

/** What this process knows, also of one that has expired. */
export function peekVerdict({ connectionId, chatId, userId }: VerdictSubject): KnownVerdict | undefined {
  const pair = pairs.get(`${connectionId}/${chatId}`);
  return pair === undefined ? undefined : verdicts().get(pair, userId);
}

/** What any process knows, where they share a Redis; else what this one does. Also one that has expired. */
export async function recallVerdict(subject: VerdictSubject, now: Date): Promise<KnownVerdict | undefined> {
  const own = peekVerdict(subject);
  if (own && own.expiresAt > now.getTime()) return own;
  const shared = await readShared(sharedKey(subject.connectionId, subject.chatId, subject.userId));
  if (!shared) return own;
  verdicts().put(pairOf(subject), subject.userId, shared);
  return peekVerdict(subject);
}

/**
 * Remembers what Telegram said or told, here and for the other processes. What is older than what is known changes nothing.
 * @param options.at when it was asked, or when the update came, by this process's clock
 * @param options.updateId the update that told it; left out for an answer
 * @param options.tell whether the others must hear at once, because they may hold the opposite
 */
export function noteVerdict(options: {
  subject: VerdictSubject;
  state: "member" | "not_member";
  at: Date;
  updateId?: number;
  tell: boolean;
  now: Date;
}): void {
  const { subject, state, now, updateId = 0 } = options;
  const at = options.at.getTime();
  const verdict = { state, at, updateId, expiresAt: at + verdictTtlMs({ state, chance: Math.random() }) };
  if (!verdicts().put(pairOf(subject), subject.userId, verdict)) return;
  writeShared(sharedKey(subject.connectionId, subject.chatId, subject.userId), verdict);
  if (options.tell) tellVerdict({ ...subject, state, updateId, ageMs: now.getTime() - at });
}

/** Lets this process hear what the others learn. @returns what ends the listening */
export function startVerdictSync(): Promise<() => Promise<void>> {
  return listenForVerdicts(({ state, updateId, ageMs, ...subject }) => {
    const at = Date.now() - ageMs;
    const expiresAt = at + verdictTtlMs({ state, chance: Math.random() });
    verdicts().put(pairOf(subject), subject.userId, { state, at, updateId, expiresAt });
  });
}

function verdicts(): VerdictTable {
  // A day of room for what was true before: Redis may hold it from then.
  table ??= createVerdictTable({ slots: SLOTS, born: Date.now() - 2 * 86_400_000 });
  return table;
}

function pairOf({ connectionId, chatId }: VerdictSubject): number {
  const key = `${connectionId}/${chatId}`;
  let pair = pairs.get(key);
  if (pair === undefined) {
    pair = pairs.size + 1;
    pairs.set(key, pair);
  }
  return pair;
}
