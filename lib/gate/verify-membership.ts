import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { log } from "../infra/log.ts";
import { endOutage, noteOutage, outageOf } from "./channel-outage.ts";
import { countCall, countVerdict } from "./gate-metrics.ts";
import { noteVerdict, peekVerdict, recallVerdict, type VerdictSubject } from "./known-verdicts.ts";
import type { GroupChannel } from "./load-group.ts";
import { memberStateOf } from "./member-state.ts";
import { readMemberRefusal } from "./read-refusal.ts";
import { clearTrouble, reportTrouble } from "./trouble.ts";
import type { TroubleCode } from "./trouble-codes.ts";
import type { Verdict } from "./verdict.ts";
import { type KnownVerdict, TICK_MS } from "./verdict-table.ts";

/** How long Telegram has for an answer, in milliseconds; people wait for it. */
const CALL_TIMEOUT_MS = 4_000;
/** The longest that a question waits because a 429 asked for it, in milliseconds. */
const PATIENCE_MS = 1_500;

type Answer = "member" | "not_member" | TroubleCode;

/** Questions under way: whoever asks the same meanwhile gets the same answer. */
const asking = new Map<string, Promise<Answer>>();

/**
 * Whether a person belongs to each of the channels: from what is known, else by asking Telegram. Never throws for what
 * Telegram does or does not say: that is a verdict `unknown` with its reason.
 * @param options.fresh asks Telegram also where a verdict is known, and tells the other processes
 * @param options.since when the occasion was: what Telegram was asked from then on was asked for it
 * @returns one verdict per channel, in their order
 */
export function verifyMembership(options: {
  connection: LoadedConnection;
  channels: Pick<GroupChannel, "id" | "chatId">[];
  userId: number;
  fresh?: boolean;
  since?: Date;
  now: Date;
}): Promise<Verdict[]> {
  return Promise.all(options.channels.map((channel) => verifyOne({ ...options, channel })));
}

interface Question {
  connection: LoadedConnection;
  channel: Pick<GroupChannel, "id" | "chatId">;
  userId: number;
  fresh?: boolean;
  since?: Date;
  now: Date;
}

async function verifyOne(question: Question): Promise<Verdict> {
  const { connection, channel, userId, fresh = false, now } = question;
  const subject = { connectionId: connection.id, chatId: channel.chatId, userId };
  let known = peekVerdict(subject);
  if (!fresh) {
    if (!isFresh(known, now)) known = await recallVerdict(subject, now);
    if (known && isFresh(known, now)) {
      countVerdict(connection.id, "hit");
      const isOfNow = question.since !== undefined && known.at > question.since.getTime() - TICK_MS;
      const source = known.updateId > 0 ? "event" : isOfNow ? "call" : "cache";
      return { channelId: channel.id, chatId: channel.chatId, state: known.state, source, at: new Date(known.at) };
    }
    countVerdict(connection.id, "miss");
  }
  const outage = fresh ? undefined : outageOf(channelKey(subject), now);
  const answer = outage ?? (await askOnce(question, subject));
  const told = { channelId: channel.id, chatId: channel.chatId, source: "call" as const, at: now };
  if (answer === "member" || answer === "not_member") return { ...told, state: answer };
  return { ...told, state: "unknown", reason: answer, ...(known ? { last: known.state } : {}) };
}

function isFresh(known: KnownVerdict | undefined, now: Date): boolean {
  return known !== undefined && known.expiresAt > now.getTime();
}

function askOnce(question: Question, subject: VerdictSubject): Promise<Answer> {
  const key = `${channelKey(subject)}/${subject.userId}`;
  const present = asking.get(key);
  if (present) return present;
  const answer = ask(question, subject).finally(() => asking.delete(key));
  asking.set(key, answer);
  return answer;
}

async function ask(question: Question, subject: VerdictSubject): Promise<Answer> {
  const { connection, channel, userId, fresh = false } = question;
  const { chatId } = channel;
  const askedAt = new Date();
  const before = peekVerdict(subject)?.state;
  const answer = await askTelegram(connection, chatId, userId, fresh);
  const now = new Date();
  countCall(connection.id, answer);
  if (answer === "member" || answer === "not_member") {
    // Others may hold the opposite only where it was known before, or where somebody has just made it true.
    const tell = fresh || (before !== undefined && before !== answer);
    noteVerdict({ subject, state: answer, at: askedAt, tell, now });
    if (endOutage(channelKey(subject))) await clearTrouble({ connection, chatId, now });
  } else if (noteOutage(channelKey(subject), answer, now)) {
    // Told again in a minute, if it lasts; the verdict does not depend on it.
    await reportTrouble({ connection, chatId, code: answer, now }).catch((err) =>
      log().warn({ err, connectionId: connection.id }, "a group's trouble was not noted"),
    );
  }
  return answer;
}

async function askTelegram(
  connection: LoadedConnection,
  chatId: number,
  userId: number,
  fresh: boolean,
): Promise<Answer> {
  try {
    const asked = await callTelegram({
      ...{ connection, chatId, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
      priority: fresh ? 0 : 1,
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      run: (api, signal) => api.getChatMember(chatId, userId, signal),
    });
    return asked.ok ? memberStateOf(asked.value) : readMemberRefusal(asked);
  } catch {
    // Aborted: it took too long.
    return "telegram_unreachable";
  }
}

function channelKey({ connectionId, chatId }: VerdictSubject): string {
  return `${connectionId}/${chatId}`;
}
