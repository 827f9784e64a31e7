import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { readLoadedGroup } from "#lib/gate/load-group.ts";
import { recheckGroup } from "#lib/gate/recheck-group.ts";
import { sweepTroubles } from "#lib/gate/sweep-troubles.ts";
import { reportTrouble } from "#lib/gate/trouble.ts";
import type { TroubleCode } from "#lib/gate/trouble-codes.ts";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import type { FaultRule } from "#sandbox/telegram/faults.ts";
import { closeAll } from "#tests/integration/assistant/harness.ts";
import { said } from "./gate-talk.ts";
import { createGuardedGroup, type GuardedGroup, newId } from "./gate-world.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  await closeAll();
});

const privately = (group: GuardedGroup) => `${group.bot.id}:${group.owner}`;
const rowOf = (group: GuardedGroup) => getDb().protectedGroup.findUniqueOrThrow({ where: { id: group.row.id } });
const told = async (group: GuardedGroup) => (await said(group, privately(group))).map(({ text }) => text ?? "");

/** A guarded group whose owner has spoken to the bot, so that it may write to them. */
async function reachableOwner(): Promise<GuardedGroup> {
  const group = await createGuardedGroup(sandbox, {});
  await group.call("POST", `/chats/${privately(group)}/messages`, { userId: group.owner, text: "/start" });
  return group;
}

async function report(group: GuardedGroup, code: TroubleCode): Promise<void> {
  const connection = await loadConnection(group.bot.connection.id);
  if (!connection) throw new Error("no connection");
  await reportTrouble({ connection, chatId: group.channel.chatId, code, now: new Date() });
}

/** As if the time between two looks had passed, and a sweep came. */
async function sweepLater(...groups: GuardedGroup[]): Promise<void> {
  await getDb().$executeRaw`UPDATE protected_groups SET trouble_checked_at = now() - interval '11 minutes',
    troubled_since = troubled_since - interval '11 minutes'
    WHERE id = ANY(${groups.map(({ row }) => row.id)}::uuid[]) AND trouble IS NOT NULL`;
  await sweepTroubles({ now: new Date() });
}

function fail(group: GuardedGroup, more: Partial<FaultRule> & { method: string }): { stop(): void } {
  const fault: FaultRule = { id: newId(), botId: group.bot.id, times: null, hits: 0, ...more };
  const { faults } = sandbox.telegram;
  faults.push(fault);
  return { stop: () => void faults.splice(faults.indexOf(fault), 1) };
}

test("an owner is told once of a Telegram that stays silent about a channel, and again only when it is silent anew", async () => {
  const group = await reachableOwner();
  const silence = { method: "getChatMember", chatId: group.channel.chatId, status: 502 };
  const first = fail(group, silence);
  await report(group, "telegram_unreachable");
  await sweepTroubles({ now: new Date() });
  // It may pass: nobody is told before it was looked at again.
  expect(await told(group)).toEqual([]);
  for (let times = 0; times < 3; times += 1) await sweepLater(group);
  expect(await told(group)).toEqual([expect.stringContaining("Telegram does not answer me")]);
  first.stop();
  await sweepLater(group);
  expect((await rowOf(group)).trouble).toBeNull();
  const second = fail(group, silence);
  await report(group, "telegram_unreachable");
  await sweepLater(group);
  expect(await told(group)).toHaveLength(2);
  second.stop();
});

test("while Telegram answers nothing at all nothing is tried, and the owner is told once it can be told", async () => {
  const group = await reachableOwner();
  const silence = fail(group, { method: "*", status: 502 });
  await report(group, "telegram_unreachable");
  const calls = () => sandbox.telegram.calls.filter(({ botId }) => botId === group.bot.id);
  await sweepLater(group);
  expect(new Set(calls().map(({ method }) => method.toLowerCase()))).toEqual(new Set(["getme"]));
  expect(await rowOf(group)).toMatchObject({ trouble: "telegram_unreachable", ownerToldAt: null });
  silence.stop();
  const half = fail(group, { method: "getChatMember", status: 502 });
  await sweepLater(group);
  await sweepLater(group);
  expect(await told(group)).toEqual([expect.stringContaining("Telegram does not answer me")]);
  half.stop();
});

test("another trouble in the place of the first is told of too, and what heals ends it", async () => {
  const group = await reachableOwner();
  const put = (more: Record<string, unknown>) =>
    group.setMember(group.chatId, group.bot.id, { status: "administrator", quiet: true, ...more });
  const look = async () => {
    const loaded = await readLoadedGroup(group.row.id);
    if (loaded) await recheckGroup({ group: loaded, now: new Date() });
  };
  await put({ status: "member" });
  await look();
  await put({ rights: { can_manage_chat: true, can_delete_messages: true } });
  for (let times = 0; times < 3; times += 1) await sweepLater(group);
  expect((await rowOf(group)).trouble).toBe("cannot_restrict");
  expect(await told(group)).toEqual([
    expect.stringContaining("not an admin of the group"),
    expect.stringContaining("Ban users"),
  ]);
  await put({});
  await sweepLater(group);
  expect(await rowOf(group)).toMatchObject({ trouble: null, ownerToldAt: null });
});

test("700 troubled groups are looked at in one run, oldest first, and a bot that hangs holds up nobody", async () => {
  const [group, hanging] = [await createGuardedGroup(sandbox, {}), await createGuardedGroup(sandbox, {})];
  const count = 700;
  const { teamId, id: connectionId } = group.bot.connection;
  const now = Date.now();
  const members = [{ userId: group.bot.id, status: "administrator" }];
  const chatIds: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const chat = { id: -1_000_000_000_000 - newId(), type: "supergroup", title: "G", members };
    chatIds.push((await group.call<{ id: number }>("POST", "/chats", chat)).id);
  }
  // Nine in ten work again; in the others nobody is known as the owner, and the group is told.
  for (const [index, id] of chatIds.entries()) {
    if (index % 10 === 0)
      sandbox.telegram.chats.get(String(id))?.members.set(group.bot.id, { userId: group.bot.id, status: "member" });
  }
  await getDb().protectedGroup.createMany({
    data: chatIds.map((chatId, index) => ({
      ...{ teamId, connectionId, chatId: BigInt(chatId), title: "G", trouble: "bot_not_admin" },
      troubledSince: new Date(now - 3_600_000),
      // The later in the list, the longer unseen.
      troubleCheckedAt: new Date(now - 3_600_000 - index * 1_000),
      ...(index % 10 === 0 ? {} : { ownerToldAt: new Date(now - 3_600_000) }),
    })),
  });
  await report(hanging, "not_channel_admin");
  const hang = fail(hanging, { method: "*", hang: true });
  await sweepLater(hanging);
  hang.stop();

  const where = { connectionId, title: "G" };
  expect(await getDb().protectedGroup.count({ where: { ...where, trouble: null } })).toBe(count * 0.9);
  const looked = sandbox.telegram.calls
    .filter((one) => one.botId === group.bot.id && one.method.toLowerCase() === "getchat")
    .map(({ chatId }) => chatIds.indexOf(Number(chatId)));
  expect(new Set(looked).size).toBe(count);
  // Some at a time, and those in their order.
  const misplaced = looked.filter((place, index) => Math.abs(count - 1 - place - index) > 8);
  expect(misplaced).toEqual([]);
  expect(await getDb().protectedGroup.count({ where: { ...where, trouble: { not: null }, ownerToldAt: null } })).toBe(
    0,
  );
  expect((await rowOf(hanging)).trouble).toBe("not_channel_admin");
  const sent = group.calls("sendMessage").map(({ chatId }) => chatId);
  expect(sent).toHaveLength(count / 10);
  expect(new Set(sent).size).toBe(count / 10);
}, 120_000);
