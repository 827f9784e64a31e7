import { Agent, request } from "undici";
import type { BenchWorld } from "./world.ts";

const agent = new Agent({ connections: 64, pipelining: 1 });
let nextUpdate = 1_000_000;

/** Posts one update as Telegram would. @returns milliseconds until it was taken */
export async function postUpdate(
  to: { url: string; secret: string },
  update: Record<string, unknown>,
): Promise<number> {
  nextUpdate += 1;
  const startedAt = performance.now();
  const { statusCode, body } = await request(to.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": to.secret },
    body: JSON.stringify({ update_id: nextUpdate, ...update }),
    dispatcher: agent,
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${to.url}: ${statusCode} ${text}`);
  return performance.now() - startedAt;
}

/** Somebody writes into a group. */
export function message(world: BenchWorld, userId: number, group: number, text = "Hello"): Record<string, unknown> {
  const chatId = world.groupId(group);
  return {
    message: {
      message_id: nextUpdate,
      date: Math.floor(Date.now() / 1_000),
      chat: { id: chatId, type: "supergroup", title: `Group ${group}` },
      from: { id: userId, is_bot: false, first_name: `Person ${userId}` },
      text,
      ...(text.startsWith("/") && {
        entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length }],
      }),
    },
  };
}

/** Posts `count` updates over so many connections. @returns the milliseconds that each took to be accepted */
export async function postMany(o: {
  to: { url: string; secret: string };
  count: number;
  connections: number;
  make: (n: number) => Record<string, unknown>;
}): Promise<number[]> {
  const { to, count, connections, make } = o;
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) took.push(await postUpdate(to, make(next++)));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return took;
}

/** Posts updates at a steady rate, whether or not those before were accepted. */
export async function postSteadily(o: {
  to: { url: string; secret: string };
  perSecond: number;
  seconds: number;
  make: (n: number) => Record<string, unknown>;
}): Promise<void> {
  const { to, perSecond, seconds, make } = o;
  const startedAt = performance.now();
  const under: Promise<number>[] = [];
  let posted = 0;
  while (posted < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond));
    for (; posted < due; posted += 1) under.push(postUpdate(to, make(posted)));
    await new Promise((settle) => setTimeout(settle, 5));
  }
  await Promise.all(under);
}

export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
