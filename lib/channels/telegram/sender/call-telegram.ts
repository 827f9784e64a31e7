import type { Api } from "grammy";
import { LRUCache } from "lru-cache";
import type { LoadedConnection } from "../../load-connection.ts";
import { type ApiSignal, apiSignal, telegramApi } from "../client.ts";
import { createSender, type TaskResult, type TelegramSender } from "../sender.ts";

/** 0: a person pressed a button or an admin gave a command. 1: joins, leaves, enforcement, answers. 2: broadcasts. */
export type Priority = 0 | 1 | 2;

export interface TelegramCall<T> {
  connection: LoadedConnection;
  priority: Priority;
  /** The chat that the call acts on; null when it acts on none and obeys only what the whole bot has to wait for. */
  chatId: number | string | null;
  /** True for what shows a message or changes one: it counts against the budgets of its chat and of the bot. */
  counts: boolean;
  /** Whether it may be repeated when its outcome is unknown: an edit may, a send may not. */
  idempotent: boolean;
  /** The longest to wait for budgets and for what a 429 asked, in milliseconds; then `wait` is returned. */
  maxWaitMs: number;
  /** Aborts the waiting and the call; the result is then a rejection with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Makes the one Bot API call, and hands `signal` on to it. */
  run: (api: Api, signal: ApiSignal | undefined) => Promise<T>;
}

const senders = new LRUCache<string, TelegramSender>({ max: 5_000 });

/**
 * Makes a Bot API call when its turn has come. What Telegram refuses is a result, never an exception.
 * @throws the signal's reason once it is aborted
 */
export function callTelegram<T>(call: TelegramCall<T>): Promise<TaskResult<T>> {
  const { connection, chatId, counts, idempotent, maxWaitMs, signal } = call;
  let sender = senders.get(connection.id);
  if (!sender) {
    sender = createSender();
    senders.set(connection.id, sender);
  }
  return sender.perform({
    ...{ chatId: Number(chatId ?? 0), isGroup: Number(chatId) < 0, maxWaitMs, idempotent, isProbe: !counts, signal },
    run: () => call.run(telegramApi(connection), apiSignal(signal)),
  });
}
