import type { TelegramWorld } from "./world.ts";

/** One Bot API call, for a test or a person to look at afterwards. */
export interface CallRecord {
  seq: number;
  botId: number;
  method: string;
  chatId?: number | string;
  params: Record<string, unknown>;
  /** Unix milliseconds. */
  at: number;
  durationMs: number;
  /** HTTP status; 0 when the connection was dropped or the caller went away first. */
  status: number;
  description?: string;
  /** Of the message the call sent or changed. */
  messageId?: number;
}

const maxCalls = 10_000;

export function logCall(world: TelegramWorld, call: Omit<CallRecord, "seq">): void {
  world.seq += 1;
  world.calls.push({ seq: world.seq, ...call });
  if (world.calls.length > maxCalls * 1.1) world.calls.splice(0, world.calls.length - maxCalls);
}

export function listCalls(
  world: TelegramWorld,
  filter: { botId?: number; method?: string; chatId?: string; after?: number; limit?: number },
): CallRecord[] {
  const matching = world.calls.filter(
    (call) =>
      (filter.botId === undefined || call.botId === filter.botId) &&
      (filter.method === undefined || call.method.toLowerCase() === filter.method.toLowerCase()) &&
      (filter.chatId === undefined || String(call.chatId) === filter.chatId) &&
      (filter.after === undefined || call.seq > filter.after),
  );
  return matching.slice(-(filter.limit ?? 1000));
}
