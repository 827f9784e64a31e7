import { afterAll, beforeAll, expect, test } from "vitest";
import { openDialog } from "#lib/gate/commands/dialog.ts";
import { getDb } from "#lib/infra/db.ts";
import { until } from "#tests/integration/assistant/harness.ts";
import { ask, freshGroup, rowOf, said, tell } from "./gate-talk.ts";
import { type GateWorld, newId, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

test("the link into the private chat asks admins alone, and a forwarded post names a private channel", async () => {
  const group = await freshGroup(world);
  const stranger = await group.person("Stan");
  expect((await tell(group, `/start gate${group.chatId}`, stranger)).text).toContain("Only admins");
  const members = [
    { userId: group.owner, status: "creator" },
    { userId: group.bot.id, status: "administrator" },
  ];
  const title = `Secret ${group.bot.id}`;
  const secret = await group.call<{ id: number }>("POST", "/chats", { type: "channel", title, members });

  const question = await tell(group, `/start gate${group.chatId}`);
  expect(question.text).toContain(`Send me the channel’s @name for Group ${group.bot.id}`);
  expect((await tell(group, "@nobody_has_this_name")).text).toContain("cannot find @nobody_has_this_name");
  expect(await rowOf(group)).toBeNull();
  const chat = { id: secret.id, type: "channel", title };
  const origin = { type: "channel", chat, message_id: 7, date: Math.floor(Date.now() / 1_000) };
  const done = await tell(group, { text: "a post", forward_origin: origin });
  expect(done.text).toContain(`only members of ${title} may write`);
  const row = await rowOf(group);
  expect(row?.channels).toMatchObject([{ channel: { chatId: BigInt(secret.id), username: null } }]);
  expect(row?.channels[0]?.channel.inviteLink).toMatch(/^https:\/\/t\.me\//);
  // The question is answered: what is said next is said to nobody.
  await until(async () => (await getDb().gateDialog.count({ where: { userId: group.owner } })) === 0);
}, 60_000);

test.each([
  ["ru", ["Теперь в", "Всё работает", "Я разрешаю писать", "больше не под защитой"]],
  ["vi", ["Từ nay chỉ", "Mọi thứ hoạt động", "Tôi chỉ cho", "không còn được bảo vệ"]],
])(
  "the admins' commands are answered in %s",
  async (language, [done = "", health = "", help = "", over = ""]) => {
    const group = await freshGroup(world, language);
    expect((await ask(group, `/protect ${group.name}`)).text).toContain(done);
    expect((await ask(group, "/status")).text).toContain(health);
    expect((await ask(group, "/help")).text).toContain(help);
    expect((await ask(group, "/unprotect")).text).toContain(over);
    expect((await rowOf(group))?.ownerLanguage).toBe(language);
  },
  60_000,
);

test("a group that becomes a supergroup keeps its rules, its history and what is being set up, and is guarded", async () => {
  const group = await world.group({ chat: { type: "group" }, rule: "ANY", params: { warningTtlSeconds: 600 } });
  const connectionId = group.bot.connection.id;
  const somebody = newId();
  await getDb().gateDecision.create({
    data: {
      ...{ teamId: group.bot.team.id, groupId: group.row.id, userId: BigInt(somebody), actions: [] },
      ...{ trigger: "message", outcome: "passed", reason: "member" },
    },
  });
  const dialog = { connectionId, groupChatId: group.chatId, messageId: null, now: new Date() };
  await openDialog({ ...dialog, chatId: group.chatId, userId: group.owner });
  await openDialog({ ...dialog, chatId: somebody, userId: somebody });
  const { id } = await group.call<{ id: number }>("POST", `/chats/${group.chatId}/migrate`, {});
  await until(async () => (await rowOf(group))?.chatId === BigInt(id));
  expect(await rowOf(group)).toMatchObject({
    ...{ id: group.row.id, rule: "ANY", params: { warningTtlSeconds: 600 }, enabled: true, archivedAt: null },
    channels: [{ channelId: group.channel.id }],
  });
  expect(await group.decisions(somebody)).toHaveLength(1);
  const dialogs = () => getDb().gateDialog.findMany({ where: { connectionId }, orderBy: { chatId: "asc" } });
  await until(async () => (await dialogs()).every(({ groupChatId }) => groupChatId === BigInt(id)));
  expect((await dialogs()).map(({ chatId }) => chatId)).toEqual([BigInt(id), BigInt(somebody)]);

  const stan = await group.person("Stan", { inGroup: false });
  const chat = world.sandbox.telegram.chats.get(String(id));
  chat?.members.set(stan, { userId: stan, status: "member" });
  await group.call("POST", `/chats/${id}/messages`, { userId: stan, text: "hello" });
  await until(() => chat?.members.get(stan)?.status === "restricted");
  await group.call("POST", `/chats/${id}/messages`, { userId: group.owner, text: "/status" });
  await until(async () => (await said(group, id)).some(({ text }) => text?.includes("Members of any one of these")));
}, 60_000);
