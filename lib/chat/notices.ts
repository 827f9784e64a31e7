import type { LimitStatus } from "../usage/ledger.ts";
import { describeTime, describeUsedUp } from "./describe-limit.ts";

/** What the bot says when it does not answer, in words for the person who wrote. */

export function rateLimitNotice(options: { limit: number; resetSeconds: number }): string {
  const wait = plural(Math.max(1, options.resetSeconds), "second");
  return `You are writing faster than I may answer (${plural(options.limit, "message")} a minute). Please try again in ${wait}.`;
}

export function quotaNotice(options: { violated: LimitStatus; timeZone: string }): string {
  const { violated, timeZone } = options;
  return `${describeUsedUp(violated)}\nIt resets on ${describeTime(violated.resetsAt, timeZone)}.`;
}

export function accessNotice(isGroup: boolean): string {
  return isGroup
    ? "I only talk to people I know. Please write to me in private first, with your access link."
    : "This bot is not open to everyone. Please open it with the access link you were given, or send `/start <access code>`.";
}

export const NOTICES = {
  wrongCode: "That access code is not valid. Please check it, or ask whoever gave it to you.",
  noText: "I can only read text. Please write me what you would like to know.",
  tooLong: "That message is too long for me. Please send a shorter one.",
  failed: "I could not get an answer just now. Please try again in a moment.",
  noModel: "No model is available to me at the moment. Please tell the people who run this bot.",
  unpriced: "The chosen model cannot be used yet, because it has no price. Please choose another one with /model.",
} as const;

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
