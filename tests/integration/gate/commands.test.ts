import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { until } from "#tests/integration/assistant/harness.ts";
import { ask, freshGroup, rowOf, said, tell } from "./gate-talk.ts";
import { type GateWorld, newId, type SandboxMessage, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(async () => {
  await world.close();
});

test("an owner protects a group, hears that it is, how it does, and takes it back", async () => {
  const group = await freshGroup(world);
  expect((await ask(group, "/status")).text).toContain("not protected");
  expect((await ask(group, "/protect")).text).toContain("/protect @YourChannel");
  expect((await ask(group, "/protect @nobody_has_this_name")).text).toContain("cannot find @nobody_has_this_name");
  expect((await ask(group, `/protect ${group.name}`)).text).toContain(`only members of ${group.name} may write`);
  expect(await rowOf(group)).toMatchObject({
    ...{ ownerUserId: BigInt(group.owner), ownerLanguage: "en", enabled: true, archivedAt: null },
    channels: [{ channel: { chatId: BigInt(group.channel.chatId) } }],
  });
  expect((await ask(group, `/protect ${group.name}`)).text).toContain(`already protected by ${group.name}`);
  const status = (await ask(group, "/status")).text ?? "";
  expect(status).toContain(group.name);
  expect(status).toContain("Everything works");
  expect((await ask(group, "/help")).text).toContain("/unprotect");
  expect((await ask(group, "/unprotect @other_channel")).text).toContain("does not ask for other_channel");
  expect((await ask(group, `/unprotect ${group.name}`)).text).toContain("not protected any more");
  expect((await rowOf(group))?.archivedAt).not.toBeNull();
  const audited = await getDb().auditEntry.findMany({
    where: { teamId: group.bot.team.id, targetType: "group" },
    orderBy: { id: "asc" },
  });
  expect(audited.map(({ action }) => action)).toEqual(["group.protect", "group.unprotect"]);
}, 120_000);

test("in Persian it is the same, with names kept apart from the sentence around them", async () => {
  const group = await freshGroup(world, "fa");
  expect((await ask(group, `/protect ${group.name}`)).text).toContain("از این پس فقط اعضای \u2068");
  expect((await ask(group, "/status")).text).toContain("همه چیز کار می‌کند");
  expect((await ask(group, "/help")).text).toContain("/settings – قاعده");
  expect((await ask(group, "/unprotect")).text).toContain("دیگر محافظت نمی‌شود");
  expect((await rowOf(group))?.ownerLanguage).toBe("fa");
}, 120_000);

test("the missing rights are named exactly, in the group and in the channel, and nothing is changed", async () => {
  const group = await freshGroup(world);
  const put = (chat: number, body: object) => group.call("PUT", `/chats/${chat}/members/${group.bot.id}`, body);
  await put(group.chatId, { status: "administrator", rights: { can_manage_chat: true, can_restrict_members: true } });
  await put(group.channel.chatId, { status: "member" });
  const refusal = (await ask(group, `/protect ${group.name}`)).text ?? "";
  expect(refusal).toContain("Delete messages");
  expect(refusal).not.toContain("Ban users");
  expect(refusal).toContain("not an admin of Channel 1");
  expect(await rowOf(group)).toBeNull();
}, 120_000);

test("nobody but admins is answered; anonymous admins are", async () => {
  const group = await freshGroup(world);
  const bob = await group.person("Bob");
  await group.say(bob, `/protect ${group.name}`);
  const anonymous = newId();
  await group.call("POST", "/users", { id: anonymous, firstName: "Hidden" });
  const standing = { status: "administrator", isAnonymous: true };
  await group.call("PUT", `/chats/${group.chatId}/members/${anonymous}`, standing);
  expect((await ask(group, `/protect ${group.name}`, anonymous)).text).toContain("may write in");
  expect((await said(group)).filter(({ text }) => text?.includes("may write in"))).toHaveLength(1);
  expect((await rowOf(group))?.ownerUserId).toBeNull();
}, 120_000);

test("a private channel is asked for by its own admins alone, with a link to it", async () => {
  const group = await freshGroup(world);
  const members = (owner: number) => [
    { userId: owner, status: "creator" },
    { userId: group.bot.id, status: "administrator" },
  ];
  const stranger = newId();
  await group.call("POST", "/users", { id: stranger, firstName: "Someone" });
  const make = (title: string, owner: number) =>
    group.call<{ id: number }>("POST", "/chats", { type: "channel", title, members: members(owner) });
  const theirs = await make(`Theirs ${group.bot.id}`, stranger);
  const own = await make(`Secret ${group.bot.id}`, group.owner);
  expect((await ask(group, `/protect ${theirs.id}`)).text).toContain("you are not an admin of it");
  expect((await ask(group, `/protect ${own.id}`)).text).toContain("only members of Secret");
  const [link] = (await rowOf(group))?.channels ?? [];
  expect(link?.channel.inviteLink).toMatch(/^https:\/\/t\.me\//);
}, 120_000);

test("/setup goes from button to button: a channel is named in a reply, settings change, a channel goes", async () => {
  const group = await freshGroup(world);
  const bob = await group.person("Bob");
  const menu = await ask(group, "/setup");
  expect(menu.text).toContain("I have all I need");
  const press = (messageId: number, data: string, userId = group.owner) =>
    group.call<{ text: string | null }>("POST", `/chats/${group.chatId}/messages/${messageId}/press`, { userId, data });
  expect((await press(menu.messageId, `g:add:${group.chatId}`, bob)).text).toContain("Only admins");
  const before = (await said(group)).length;
  await press(menu.messageId, `g:add:${group.chatId}`);
  await until(async () => (await said(group)).length > before);
  const question = (await said(group)).at(-1) as SandboxMessage;
  expect(question.text).toContain("Reply to this message");
  const done = await ask(group, group.name, group.owner, { replyTo: question.messageId });
  expect(done.text).toContain("may write in");
  const read = async () => (await said(group)).find(({ messageId }) => messageId === menu.messageId);
  await press(menu.messageId, `g:setup:${group.chatId}`);
  await until(async () => (await read())?.text?.includes(group.name) ?? false);
  await press(menu.messageId, `g:del:${group.chatId}:${group.channel.chatId}`);
  await until(async () => (await rowOf(group))?.archivedAt !== null);
}, 120_000);

test("in private: /start and /help explain, /groups lists one's own", async () => {
  const group = await freshGroup(world);
  await ask(group, `/protect ${group.name}`);
  expect((await tell(group, "/start")).text).toContain("Add me to your group");
  expect((await tell(group, "/help")).text).toContain("/groups");
  const list = await tell(group, "/groups");
  expect(list.keyboard?.flat().map((button) => button.text)).toEqual([`✅ Group ${group.bot.id}`]);
}, 120_000);

test("a demoted bot tells the owner once, in private, and goes on by itself once it is promoted", async () => {
  const group = await freshGroup(world);
  await ask(group, `/protect ${group.name}`);
  const chat = `${group.bot.id}:${group.owner}`;
  await group.call("POST", `/chats/${chat}/messages`, { userId: group.owner, text: "/start" });
  await until(async () => (await said(group, chat)).length === 1);
  const put = (status: string) => group.call("PUT", `/chats/${group.chatId}/members/${group.bot.id}`, { status });
  await put("member");
  await until(async () => (await rowOf(group))?.trouble === "bot_not_admin");
  await until(async () => (await said(group, chat)).length === 2);
  expect((await said(group, chat)).at(-1)?.text).toContain("not an admin of the group");
  await put("administrator");
  await until(async () => (await rowOf(group))?.trouble === null);
  expect(await said(group, chat)).toHaveLength(2);
}, 120_000);

test("a basic group is told to upgrade", async () => {
  const group = await freshGroup(world);
  const members = [
    { userId: group.owner, status: "creator" },
    { userId: group.bot.id, status: "administrator" },
  ];
  const { id } = await group.call<{ id: number }>("POST", "/chats", {
    type: "group",
    title: `Basic ${group.bot.id}`,
    members,
  });
  await group.call("POST", `/chats/${id}/messages`, { userId: group.owner, text: `/protect ${group.name}` });
  await until(async () => (await said(group, id)).some(({ text }) => text?.includes("Make it a supergroup")));
}, 120_000);
