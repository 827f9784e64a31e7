/**
 * A raid: 500 people a minute who are in no channel join one group and write there, while in twenty other groups an admin asks
 * for the state of things every few seconds. Counted is what the bot sends and edits in the raided group in any minute,
 * and how long the admins wait, against the same without a raid. The sandbox refuses what is too much, as Telegram does.
 *
 * `node bench/raid.ts [--quick]`; a minute of each, with --quick 20 seconds.
 */
import { startGateInstallation } from "./gate/installation.ts";
import { message, postUpdate, quantile } from "./gate/post-updates.ts";
import { type BenchWorld, personOf } from "./gate/world.ts";

const JOINS_PER_MINUTE = 500;
const SECONDS = process.argv.includes("--quick") ? 20 : 60;
const OTHER_GROUPS = 20;
const ASK_EVERY_MS = 500;
const WAIT_MS = 15_000;
const COUNTED = ["sendMessage", "editMessageText", "editMessageReplyMarkup", "editEphemeralMessageText"];

interface Call {
  seq: number;
  method: string;
  chatId?: number;
  at: number;
  status: number;
  durationMs: number;
}

const place = await startGateInstallation({
  backend: process.argv.includes("redis") ? "redis" : "postgres",
  env: { BENCH_GROUPS: "100", BENCH_LIMITED: "1" },
});
try {
  const { world } = place;
  await ask(world, 1);
  const calm = await admins();
  const raiders = raid();
  const troubled = await admins();
  await raiders;
  await new Promise((settle) => setTimeout(settle, 5_000));
  const calls = (await callsAfter(0)).filter(({ chatId }) => String(chatId) === String(world.groupId(0)));
  const sent = calls.filter(({ method, status }) => COUNTED.includes(method) && status === 200);
  const refused = calls.filter(({ status }) => status === 429);
  console.log(`raid of ${JOINS_PER_MINUTE} joins a minute for ${SECONDS} s`);
  console.log(`  sends and edits in the raided group: ${sent.length}, at most ${mostInAMinute(sent)} in any minute`);
  console.log(`  refused with 429 there: ${refused.length}`);
  const others = tally(calls.filter(({ method }) => !COUNTED.includes(method)));
  console.log(`  other calls there: ${others}`);
  for (const [name, waits] of Object.entries({ "without a raid": calm, "during it": troubled })) {
    const [p50, p95] = [quantile(waits.answered, 0.5), quantile(waits.answered, 0.95)];
    console.log(
      `  an admin's command elsewhere, ${name}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (${waits.answered.length} answered, ${waits.lost} not within ${WAIT_MS / 1_000} s)`,
    );
  }
} finally {
  await place.stop();
}

/** Joins, each told by chat_member and by the service message, and a message of whoever joined. */
async function raid(): Promise<void> {
  const { world, webhook } = place;
  const gapMs = 60_000 / JOINS_PER_MINUTE;
  const startedAt = performance.now();
  const under: Promise<unknown>[] = [];
  for (let n = 0; performance.now() - startedAt < SECONDS * 1_000; n += 1) {
    const userId = personOf(world, n, false);
    under.push(
      postUpdate(webhook, joined(world, userId)).then(() =>
        postUpdate(webhook, message(world, userId, 0, "Buy this!")),
      ),
    );
    await new Promise((settle) => setTimeout(settle, Math.max(0, startedAt + (n + 1) * gapMs - performance.now())));
  }
  await Promise.all(under);
}

/** An admin's `/status` in one other group after the other. */
async function admins(): Promise<{ answered: number[]; lost: number }> {
  const answered: number[] = [];
  let lost = 0;
  const under: Promise<void>[] = [];
  const rounds = (SECONDS * 1_000) / ASK_EVERY_MS;
  for (let n = 0; n < rounds; n += 1) {
    under.push(
      ask(place.world, 1 + (n % OTHER_GROUPS)).then((ms) => {
        if (ms === undefined) lost += 1;
        else answered.push(ms);
      }),
    );
    await new Promise((settle) => setTimeout(settle, ASK_EVERY_MS));
  }
  await Promise.all(under);
  return { answered, lost };
}

/** @returns milliseconds until the bot's answer has reached the group; undefined where it did not in time */
async function ask(world: BenchWorld, group: number): Promise<number | undefined> {
  const chatId = world.groupId(group);
  const { seq } = await callsSince(chatId, Number.MAX_SAFE_INTEGER);
  const askedAt = Date.now();
  await postUpdate(place.webhook, message(world, world.ownerId, group, "/status"));
  while (Date.now() - askedAt < WAIT_MS) {
    const { calls } = await callsSince(chatId, seq);
    const answer = calls.find(({ method, status }) => method === "sendMessage" && status === 200);
    if (answer) return answer.at + answer.durationMs - askedAt;
    await new Promise((settle) => setTimeout(settle, 50));
  }
  return undefined;
}

async function callsSince(chatId: number, seq: number): Promise<{ seq: number; calls: Call[] }> {
  const answer = await fetch(`${place.sandbox}/sandbox/telegram/calls?chatId=${chatId}&after=${seq}`);
  return (await answer.json()) as { seq: number; calls: Call[] };
}

async function callsAfter(seq: number): Promise<Call[]> {
  const answer = await fetch(`${place.sandbox}/sandbox/telegram/calls?limit=10000&after=${seq}`);
  return ((await answer.json()) as { calls: Call[] }).calls;
}

function mostInAMinute(calls: Call[]): number {
  return Math.max(0, ...calls.map(({ at }) => calls.filter((one) => one.at >= at && one.at < at + 60_000).length));
}

function tally(calls: Call[]): string {
  const counts = new Map<string, number>();
  for (const { method } of calls) counts.set(method, (counts.get(method) ?? 0) + 1);
  return [...counts].map(([method, count]) => `${method} ${count}`).join(", ");
}

function joined(world: BenchWorld, userId: number): Record<string, unknown> {
  const user = { id: userId, is_bot: false, first_name: `Person ${userId}` };
  return {
    chat_member: {
      chat: { id: world.groupId(0), type: "supergroup", title: "Group 0" },
      from: user,
      date: Math.floor(Date.now() / 1_000),
      old_chat_member: { user, status: "left" },
      new_chat_member: { user, status: "member" },
    },
  };
}
