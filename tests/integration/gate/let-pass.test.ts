import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { ANONYMOUS_ADMIN_ID } from "#lib/gate/decide.ts";
import { flushDecisions } from "#lib/gate/decision-log.ts";
import { peekVerdict } from "#lib/gate/known-verdicts.ts";
import { letPass } from "#lib/gate/let-pass.ts";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll } from "#tests/integration/assistant/harness.ts";
import { createGuardedGroup, type GuardedGroup } from "./gate-world.ts";

let sandbox: Sandbox;
let group: GuardedGroup;
let updateId = 900_000;
beforeAll(async () => {
  sandbox = await startSandbox();
  // Nobody polls for this bot: what arrives is what a test says.
  group = await createGuardedGroup(sandbox, {});
});
afterAll(async () => {
  await sandbox.close();
  await closeAll();
});

async function arrive(
  content: Record<string, unknown>,
  connectionChange: { assistant?: boolean; active?: boolean } = {},
) {
  const connection = await loadConnection(group.bot.connection.id);
  if (!connection) throw new Error("no connection");
  updateId += 1;
  const update = { update_id: updateId, ...content };
  return letPass({ connection: { ...connection, ...connectionChange }, update, receivedAt: new Date() });
}

function words(userId: number, more: Record<string, unknown> = {}) {
  return {
    ...{ message_id: updateId, date: Math.floor(Date.now() / 1_000), text: "hello" },
    ...{ chat: { id: group.chatId, type: "supergroup", title: "Group" } },
    from: { id: userId, is_bot: false, first_name: "Ann" },
    ...more,
  };
}

/** Words in a group that the bot is in, and does not guard. */
const elsewhere = (userId: number, more: Record<string, unknown> = {}) =>
  words(userId, { chat: { id: -1_007, type: "supergroup", title: "Elsewhere" }, ...more });

async function member(): Promise<number> {
  const id = await group.person("Ann");
  group.joinSilently(group.channel.chatId, id);
  return id;
}

test("a member's words and their edits are done with on arrival, and counted", async () => {
  const counted = async () => {
    await flushDecisions();
    const rows = await getDb().gateHour.findMany({ where: { groupId: group.row.id, outcome: "passed" } });
    return rows.reduce((sum, row) => sum + row.count, 0);
  };
  const ann = await member();
  const before = await counted();
  expect(await arrive({ message: words(ann) })).toBe(true);
  expect(await arrive({ message: words(ann) })).toBe(true);
  expect(await arrive({ edited_message: words(ann, { edit_date: Math.floor(Date.now() / 1_000) }) })).toBe(true);
  expect(await counted()).toBe(before + 3);
  const again = { update_id: 1_000, message: words(ann) };
  expect([await arrive(again), await arrive(again)]).toEqual([true, true]);
  // Delivered twice, it is one message all the same.
  expect(await counted()).toBe(before + 4);
  expect(await group.decisions(ann)).toMatchObject([{ outcome: "passed", reason: "member", trigger: "message" }]);
});

test("whoever is exempt is done with on arrival", async () => {
  const asked = group.calls("getChatMember").length;
  const anonymous = {
    from: { id: ANONYMOUS_ADMIN_ID, is_bot: true, first_name: "Group" },
    sender_chat: { id: group.chatId },
  };
  expect(await arrive({ message: words(0, anonymous) })).toBe(true);
  expect(group.calls("getChatMember")).toHaveLength(asked);
});

test.each<[string, (ann: number, stranger: number) => Record<string, unknown>]>([
  ["a stranger's words", (_, stranger) => ({ message: words(stranger) })],
  [
    "a command",
    (ann) => ({ message: words(ann, { text: "/status", entities: [{ type: "bot_command", offset: 0, length: 7 }] }) }),
  ],
  ["an answer to the bot", (ann) => ({ message: words(ann, { reply_to_message: { from: { id: group.bot.id } } }) })],
  ["somebody's coming", (ann) => ({ message: words(ann, { new_chat_members: [{ id: ann, first_name: "Ann" }] }) })],
  ["a group that moves", (ann) => ({ message: words(ann, { migrate_to_chat_id: -1_005 }) })],
  ["a private message", (ann) => ({ message: words(ann, { chat: { id: ann, type: "private" } }) })],
  [
    "a command where nothing is protected",
    (ann) => ({ message: elsewhere(ann, { entities: [{ type: "bot_command", offset: 0, length: 5 }] }) }),
  ],
  ["an answer there", (ann) => ({ message: elsewhere(ann, { reply_to_message: { from: { id: group.bot.id } } }) })],
  ["a group that moves, though nobody protects it", (ann) => ({ message: elsewhere(ann, { migrate_to_chat_id: -9 }) })],
  ["a press", (ann) => ({ callback_query: { id: "1", from: { id: ann }, data: `gv:${group.row.id}` } })],
])("%s waits for the queue", async (_, content) => {
  const [ann, stranger] = [await member(), await group.person("Sam")];
  expect(await arrive(content(ann, stranger))).toBe(false);
  expect(await group.decisions(stranger)).toHaveLength(0);
});

test("words in a group that nobody protects are done with on arrival, and nothing is asked about them", async () => {
  const ann = await group.person("Ann");
  const asked = group.calls("getChatMember").length;
  expect(await arrive({ message: elsewhere(ann) })).toBe(true);
  expect(await arrive({ edited_message: elsewhere(ann, { edit_date: Math.floor(Date.now() / 1_000) }) })).toBe(true);
  expect(await arrive({ message: elsewhere(ann) }, { assistant: true })).toBe(false);
  expect(group.calls("getChatMember")).toHaveLength(asked);
});

test("a bot that also talks hears every message, and one that is switched off hears none", async () => {
  const ann = await member();
  expect(await arrive({ message: words(ann) }, { assistant: true })).toBe(false);
  expect(await arrive({ message: words(ann) }, { active: false })).toBe(false);
});

test("where Telegram takes its time, the delivery is not held up for it", async () => {
  const ann = await member();
  const fault = { id: group.bot.id, botId: group.bot.id, method: "getChatMember", times: null, hits: 0, hang: true };
  sandbox.telegram.faults.push(fault);
  try {
    expect(await arrive({ message: words(ann) })).toBe(false);
  } finally {
    sandbox.telegram.faults.splice(sandbox.telegram.faults.indexOf(fault), 1);
  }
});

test("somebody who leaves the channel is known to be out before the update is queued", async () => {
  const ann = await member();
  expect(await arrive({ message: words(ann) })).toBe(true);
  const user = { id: ann, is_bot: false, first_name: "Ann" };
  const left = {
    ...{ chat: { id: group.channel.chatId, type: "channel", title: "Channel" }, from: user },
    ...{ date: Math.floor(Date.now() / 1_000), old_chat_member: { user, status: "member" } },
    new_chat_member: { user, status: "left" },
  };
  expect(await arrive({ chat_member: left })).toBe(false);
  const subject = { connectionId: group.bot.connection.id, chatId: group.channel.chatId, userId: ann };
  expect(peekVerdict(subject)).toMatchObject({ state: "not_member" });
  expect(await arrive({ message: words(ann) })).toBe(false);
});
