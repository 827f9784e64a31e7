import type { Params } from "./params.ts";
import type { TelegramWorld } from "./world.ts";

/** What is to go wrong, and with which calls. The first rule that matches and has not run out applies. */
export interface FaultRule {
  id: number;
  /** Case does not matter; absent or `*` is every method. */
  method?: string;
  chatId?: number | string;
  botId?: number;
  /** A parameter's name: only calls that have it. */
  param?: string;
  /** How many calls it hits; null is until it is removed. */
  times: number | null;
  /** How many calls it has hit. */
  hits: number;
  /** The error's HTTP status; absent (with no other effect named) only `delayMs` applies. */
  status?: number;
  description?: string;
  /** Seconds, sent as `parameters.retry_after`. */
  retryAfter?: number;
  delayMs?: number;
  /** Never answers; the connection stays open until the caller gives up. */
  hang?: boolean;
  /** Closes the connection without an answer. */
  dropConnection?: boolean;
  /** The call has its effect first; only its answer is the fault. */
  afterEffect?: boolean;
}

export function takeFault(
  world: TelegramWorld,
  call: { method: string; botId: number; chatId?: number | string; params: Params },
): FaultRule | undefined {
  const rule = world.faults.find(
    (fault) =>
      (fault.times === null || fault.hits < fault.times) &&
      (!fault.method || fault.method === "*" || fault.method.toLowerCase() === call.method.toLowerCase()) &&
      (fault.botId === undefined || fault.botId === call.botId) &&
      (fault.param === undefined || call.params.has(fault.param)) &&
      (fault.chatId === undefined || String(fault.chatId) === String(call.chatId)),
  );
  if (rule) rule.hits += 1;
  return rule;
}
