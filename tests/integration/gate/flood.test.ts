import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { forgetAdmins, groupAdmins } from "#lib/gate/group-admins.ts";
import { getDb } from "#lib/infra/db.ts";
import { gateChores } from "#lib/queues/gate.ts";
import { until, wait } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, startGateWorld } from "./gate-world.ts";

/** Telegram's usual figure, in seconds. */
const RETRY_AFTER = 30;
/** Two refusals one after the other, and a margin. */
const BOTH_OVER = 120_000;
const UNDER_WAY_MS = 1_000;

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

test("a 429 for deleting and muting: no call to that chat before its time, then both once, and other chats go on", async () => {
  const group = await world.group();
  const { bot } = group;
  // Another group of the same bot, which asks for the same channel.
  const members = [
    { userId: group.owner, status: "creator" },
    { userId: bot.id, status: "administrator" },
  ];
  const other = await group.call<{ id: number }>("POST", "/chats", { type: "supergroup", title: "Other", members });
  const { teamId, id: connectionId } = bot.connection;
  await getDb().protectedGroup.create({
    data: {
      ...{ teamId, connectionId, chatId: BigInt(other.id), title: "Other" },
      channels: { create: { channelId: group.channel.id } },
    },
  });
  const elsewhere = world.sandbox.telegram.chats.get(String(other.id));
  const [ann, ben, cat] = [await group.person("Ann"), await group.person("Ben"), await group.person("Cat")];
  for (const id of [ben, cat]) elsewhere?.members.set(id, { userId: id, status: "member" });

  for (const method of ["deleteMessage", "restrictChatMember"]) {
    world.sandbox.telegram.faults.push({
      ...{ id: bot.id, botId: bot.id, chatId: group.chatId, method, times: 1, hits: 0, status: 429 },
      retryAfter: RETRY_AFTER,
    });
  }
  const calls = () => world.sandbox.telegram.calls.filter((one) => one.botId === bot.id);
  const here = () => calls().filter(({ chatId }) => chatId === group.chatId);
  const said = await group.say(ann, "hello");
  await until(() => here().some(({ status }) => status === 429));
  // What is left to do is noted once every process can know of the refusal; what came before was under way.
  const chore = `delete-${group.row.id}-${said.messageId}`;
  await until(async () => (await gateChores.queue().getJob(chore)) !== undefined);
  const knownAt = Date.now();
  // Meanwhile: somebody else there, and somebody in the other group.
  const late = await group.say(ben, "hello, too");
  const { messageId } = await group.call<{ messageId: number }>("POST", `/chats/${other.id}/messages`, {
    ...{ userId: cat, text: "hello" },
  });
  await until(() => elsewhere?.members.get(cat)?.status === "restricted");
  await until(() => elsewhere?.messages.get(messageId)?.deleted === true);
  const elsewhereAt = Math.max(
    ...calls()
      .filter((one) => one.chatId === other.id && one.status === 200)
      .map(({ at }) => at),
  );

  await until(() => group.isMuted(ann), BOTH_OVER);
  await until(async () => (await group.isDeleted(said)) && (await group.isDeleted(late)), BOTH_OVER);
  await until(async () => (await group.warnings(ann)).length + (await group.warnings(ben)).length > 0, BOTH_OVER);
  // Where Telegram did not say whether an admin holds him already, that is asked when he writes again.
  await until(async () => {
    if (!group.isMuted(ben)) await group.say(ben, "hello again").catch(() => undefined);
    await wait(500);
    return group.isMuted(ben);
  }, BOTH_OVER);
  const refused = here().filter(({ status }) => status === 429);
  expect(refused.length).toBeLessThanOrEqual(2);
  // A call that was under way when the refusal came is none that did not wait for it.
  const early = refused.flatMap(({ at: from, seq }, index) => {
    const since = index === 0 ? Math.max(from, knownAt) : from + UNDER_WAY_MS;
    return here()
      .filter((one) => one.at > since && one.at < from + RETRY_AFTER * 1_000)
      .map(({ method, at, status }) => ({ method, status, refusal: seq, msAfter: at - from }));
  });
  expect(early).toEqual([]);
  expect(elsewhereAt).toBeLessThan((refused[0]?.at ?? 0) + RETRY_AFTER * 1_000);
  const muted = here().filter(({ method, status }) => method.toLowerCase() === "restrictchatmember" && status === 200);
  expect(muted.map(({ params }) => Number(params.user_id)).sort()).toEqual([ann, ben].sort());
  for (const id of [ann, ben]) {
    await until(async () => (await group.restrictions(id))[0]?.state === "IMPOSED");
    expect(await group.restrictions(id)).toMatchObject([{ dueAt: null }]);
  }
}, 300_000);

test("words that came while a 429 forbade to ask who the admins are do not stand", async () => {
  const group = await world.group();
  const stan = await group.person("Stan");
  world.sandbox.telegram.faults.push({
    ...{ id: group.bot.id, botId: group.bot.id, chatId: group.chatId, method: "getChatAdministrators" },
    ...{ times: 1, hits: 0, status: 429, retryAfter: 9 },
  });
  const said = await group.say(stan, "hello");
  await until(async () => (await group.isDeleted(said)) && group.isMuted(stan), 60_000);
  expect(await group.decisions(stan)).toMatchObject([{ outcome: "held", reason: "not_member" }]);
}, 90_000);

test("while Telegram does not say who the admins are, those of before are the last known, unless one was promoted since", async () => {
  const group = await world.group();
  const { chatId } = group;
  const connection = await loadConnection(group.bot.connection.id);
  if (!connection) throw new Error("no connection");
  const ask = (ms: number, orLastKnown: boolean) =>
    groupAdmins({ connection, chatId, orLastKnown, now: new Date(Date.now() + ms) });
  // What the bot hears of its own coming makes it forget them.
  await until(async () => {
    await ask(0, true);
    const asked = group.calls("getChatAdministrators").length;
    await wait(1_000);
    await ask(0, true);
    return group.calls("getChatAdministrators").length === asked;
  });
  const admins = new Set([group.owner, group.bot.id]);
  expect(await ask(0, true)).toEqual(admins);
  world.sandbox.telegram.faults.push({
    ...{ id: group.bot.id, botId: group.bot.id, method: "getChatAdministrators", times: null, hits: 0, status: 502 },
  });
  expect(await ask(30_000, false)).toEqual(admins);
  // Who gives commands has to be an admin now.
  expect(await ask(70_000, false)).toBeNull();
  expect(await ask(140_000, true)).toEqual(admins);
  expect(await ask(210_000, true)).toEqual(admins);
  await forgetAdmins(connection.id, chatId);
  expect(await ask(210_000, true)).toBeNull();
}, 60_000);
