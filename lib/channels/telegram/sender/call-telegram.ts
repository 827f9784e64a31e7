import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "grammy";
import type { LoadedConnection } from "../../load-connection.ts";
import { classifyTelegramError, type TelegramFailure } from "../classify-error.ts";
import { type ApiSignal, apiSignal, telegramApi } from "../client.ts";
import { botLine } from "./bot-lines.ts";
import { noteRefusedChat } from "./refused-chats.ts";
import { noteDelay, noteRefusal } from "./sender-metrics.ts";

/** 0: a person pressed a button or an admin gave a command. 1: joins, leaves, enforcement, answers. 2: broadcasts. */
export type Priority = 0 | 1 | 2;

export type TaskResult<T> = { ok: true; value: T } | TelegramFailure;

export interface TelegramCall<T> {
  connection: LoadedConnection;
  priority: Priority;
  /** The chat that the call acts on; null when it acts on none and obeys only what the whole bot has to wait for. */
  chatId: number | string | null;
  /** True for what shows a message or changes one: it counts against the budgets of its chat and of the bot. */
  counts: boolean;
  /** Whether it may be repeated when its outcome is unknown: an edit may, a send may not. */
  idempotent: boolean;
  /**
   * The longest to wait for budgets and for what a 429 asked, in milliseconds; then `wait` is returned. What may not wait at
   * all (0) leaves a chat's last messages to those that may.
   */
  maxWaitMs: number;
  /** Aborts the waiting, with its reason as a rejection, and the call, whose outcome is then unknown. */
  signal?: AbortSignal | undefined;
  /** Makes the one Bot API call, and hands `signal` on to it. */
  run: (api: Api, signal: ApiSignal | undefined) => Promise<T>;
}

const TRIES = 3;
const BACKOFF_MS = 250;

// What counts goes one by one for each chat and priority, so that messages arrive in the order of the calls.
const tails = new Map<string, Promise<unknown>>();

/**
 * Makes a Bot API call when its turn has come: by priority, within budgets that all processes share, and never to a chat
 * that Telegram asked to leave alone. What Telegram refuses is a result, never an exception.
 * @throws the signal's reason when it is aborted before the call was made
 */
export function callTelegram<T>(call: TelegramCall<T>): Promise<TaskResult<T>> {
  if (!call.counts || call.chatId === null) return attempt(call);
  const key = `${call.connection.id}/${call.chatId}/${call.priority}`;
  const mine = (tails.get(key) ?? Promise.resolve()).then(() => attempt(call));
  const tail = mine
    .catch(() => undefined)
    .finally(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
  tails.set(key, tail);
  return mine;
}

async function attempt<T>(call: TelegramCall<T>): Promise<TaskResult<T>> {
  const { connection, priority, counts, idempotent, maxWaitMs, signal } = call;
  const line = botLine(connection);
  const chat = call.chatId === null ? null : String(call.chatId);
  const deadline = performance.now() + maxWaitMs;
  for (let tries = 1; ; tries += 1) {
    const left = Math.max(0, deadline - performance.now());
    const turn = await line.turn({ chat, priority, counts, optional: maxWaitMs === 0 }, { maxWaitMs: left, signal });
    if (!turn.ok) {
      noteRefusal(connection.id, priority);
      return { ok: false, reason: "wait", seconds: turn.seconds };
    }
    if (turn.waitedMs > 0) noteDelay(connection.id, priority, turn.waitedMs);
    try {
      return { ok: true, value: await call.run(telegramApi(connection), apiSignal(signal)) };
    } catch (error) {
      const failure = classifyTelegramError(error);
      if (failure.reason === "wait") {
        const isBots = chat === null || noteRefusedChat(connection.id, chat, performance.now());
        await line.block(isBots ? null : chat, failure.seconds);
        if (tries < TRIES) continue;
        return failure;
      }
      const mayRepeat = failure.reason === "unknown" && (idempotent || failure.notSent === true) && !signal?.aborted;
      const pause = BACKOFF_MS * 2 ** (tries - 1) * (1 + Math.random() * 0.3);
      if (!mayRepeat || tries >= TRIES || performance.now() + pause > deadline) return failure;
      await sleep(pause, undefined, signal ? { signal } : {}).catch(() => undefined);
      if (signal?.aborted) return failure;
    }
  }
}
