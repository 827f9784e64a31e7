import { LRUCache } from "lru-cache";
import type { TroubleCode } from "./trouble-codes.ts";

interface Outage {
  code: TroubleCode;
  /** When the first of the failures in a row was. */
  since: number;
  failures: number;
  /** Until when nobody asks again, except for a person who waits. */
  quietUntil: number;
  reportedAt: number;
}

/** A no of Telegram's holds for a while; asking for each message would only use up the bot's calls. */
const QUIET_AFTER_NO_MS = 5_000;
/** From so many time-outs in a row on, most messages do not wait for another. */
const FAILURES_UNTIL_QUIET = 3;
const QUIET_AFTER_SILENCE_MS = 2_000;
/** A Telegram that is slow for a moment is nobody's trouble; after so long it is. */
const SILENCE_IS_TROUBLE_MS = 30_000;
const REPORT_AGAIN_MS = 60_000;

const outages = new LRUCache<string, Outage>({ max: 10_000 });

/** Why a channel is not asked just now; undefined when it is. */
export function outageOf(key: string, now: Date): TroubleCode | undefined {
  const outage = outages.get(key);
  return outage && now.getTime() < outage.quietUntil ? outage.code : undefined;
}

/** @returns whether somebody should be told: at first, and every minute that it lasts */
export function noteOutage(key: string, code: TroubleCode, now: Date): boolean {
  const at = now.getTime();
  const before = outages.get(key);
  const outage =
    before?.code === code
      ? before
      : { code, since: at, failures: 0, quietUntil: 0, reportedAt: Number.NEGATIVE_INFINITY };
  outage.failures += 1;
  const isSilence = code === "telegram_unreachable";
  if (!isSilence) outage.quietUntil = at + QUIET_AFTER_NO_MS;
  else if (outage.failures >= FAILURES_UNTIL_QUIET) outage.quietUntil = at + QUIET_AFTER_SILENCE_MS;
  outages.set(key, outage);
  const isTrouble = !isSilence || at - outage.since >= SILENCE_IS_TROUBLE_MS;
  if (!isTrouble || at - outage.reportedAt < REPORT_AGAIN_MS) return false;
  outage.reportedAt = at;
  return true;
}

/** @returns whether there had been an outage */
export function endOutage(key: string): boolean {
  return outages.delete(key);
}
