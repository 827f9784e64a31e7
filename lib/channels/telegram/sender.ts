import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { classifyTelegramError, type TelegramFailure } from "./classify-error.ts";
import { BOT_PACE, type Bucket, fullBucket, GROUP_PACE, type Pace, PRIVATE_PACE, refill, waitFor } from "./pace.ts";

export interface SendTask<T> {
  chatId: number;
  isGroup: boolean;
  /** The longest to wait for Telegram's limits, in milliseconds; a draft that cannot go at once is not worth sending. */
  maxWaitMs: number;
  /** An edit may be repeated when its outcome is unknown; a send may not. */
  idempotent: boolean;
  /** A call that most likely changes nothing (a search for a lost message) does not count against the chat's pace. */
  isProbe?: boolean | undefined;
  signal?: AbortSignal | undefined;
  run: () => Promise<T>;
}

export type TaskResult<T> = { ok: true; value: T } | TelegramFailure;

export interface TelegramSender {
  perform<T>(task: SendTask<T>): Promise<TaskResult<T>>;
}

interface Lane {
  bucket: Bucket;
  /** Unix milliseconds before which Telegram told us not to write here. */
  blockedUntil: number;
  tail: Promise<unknown>;
}

const RETRIES = 3;

/**
 * Everything one bot of this process writes goes through here: in order per chat, at Telegram's documented pace, and
 * silent for as long as a 429 asks. Other copies of the bot's worker have a sender of their own; what they use up
 * together comes back as 429s, which all of them obey.
 */
export function createSender(clock: () => number = Date.now): TelegramSender {
  const lanes = new LRUCache<number, Lane>({ max: 20_000 });
  let overall = fullBucket(BOT_PACE, clock());

  const laneOf = (chatId: number, pace: Pace): Lane => {
    let lane = lanes.get(chatId);
    if (!lane) {
      lane = { bucket: fullBucket(pace, clock()), blockedUntil: 0, tail: Promise.resolve() };
      lanes.set(chatId, lane);
    }
    return lane;
  };

  /** Waits for a turn and takes it; returns the seconds still to wait when that is longer than the task may. */
  const takeTurn = async (lane: Lane, task: SendTask<unknown>, deadline: number): Promise<number> => {
    const { signal, isProbe } = task;
    const pace = task.isGroup ? GROUP_PACE : PRIVATE_PACE;
    for (;;) {
      const now = clock();
      const ownWait = isProbe ? 0 : waitFor(lane.bucket, pace, now);
      const wait = Math.max(lane.blockedUntil - now, ownWait, waitFor(overall, BOT_PACE, now));
      if (wait <= 0) break;
      if (now + wait > deadline) return Math.ceil(wait / 1000);
      await sleep(wait, undefined, signal ? { signal } : {});
    }
    const now = clock();
    const own = refill(lane.bucket, pace, now);
    lane.bucket = isProbe ? own : { ...own, tokens: own.tokens - 1 };
    const all = refill(overall, BOT_PACE, now);
    overall = { ...all, tokens: all.tokens - 1 };
    return 0;
  };

  const attempt = async <T>(task: SendTask<T>, lane: Lane): Promise<TaskResult<T>> => {
    const deadline = clock() + task.maxWaitMs;
    for (let tries = 0; ; tries += 1) {
      const seconds = await takeTurn(lane, task, deadline);
      if (seconds > 0) return { ok: false, reason: "wait", seconds };
      try {
        return { ok: true, value: await task.run() };
      } catch (error) {
        const failure = classifyTelegramError(error);
        if (failure.reason === "wait") {
          lane.blockedUntil = Math.max(lane.blockedUntil, clock() + failure.seconds * 1000);
          continue;
        }
        const mayRepeat = failure.reason === "unknown" && task.idempotent && tries + 1 < RETRIES;
        if (!mayRepeat || clock() > deadline) return failure;
        await sleep(
          250 * 2 ** tries * (1 + Math.random() * 0.3),
          undefined,
          task.signal ? { signal: task.signal } : {},
        );
      }
    }
  };

  return {
    perform(task) {
      const lane = laneOf(task.chatId, task.isGroup ? GROUP_PACE : PRIVATE_PACE);
      const mine = lane.tail.then(() => attempt(task, lane));
      lane.tail = mine.catch(() => undefined);
      return mine;
    },
  };
}
