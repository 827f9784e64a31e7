import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { until, wait } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, refuseEphemeral, type SandboxMessage, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
const hours = (groupId: string) => getDb().gateHour.count({ where: { groupId } });
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

test("who joins without belonging is muted and told, and let go as soon as they join the channel", async () => {
  const group = await world.group();
  const ann = await group.person("Ann", { inGroup: false });
  await group.join(group.chatId, ann);
  await until(() => group.isMuted(ann));
  await until(async () => (await group.warnings(ann)).length === 1);
  await group.join(group.channel.chatId, ann);
  await until(() => !group.isMuted(ann));
  await until(async () => (await group.warnings(ann)).length === 0);
  const said = await group.say(ann, "hello");
  await wait(500);
  expect(await group.isDeleted(said)).toBe(false);
  // `chat_member` and the service message are one joining.
  expect((await group.decisions(ann)).map(({ trigger, outcome }) => [trigger, outcome])).toEqual([
    ["join", "held"],
    ["channel_joined", "lifted"],
  ]);
});

test("who joins and belongs is left alone, and so are bots", async () => {
  const group = await world.group();
  const ann = await group.person("Ann", { inGroup: false });
  group.joinSilently(group.channel.chatId, ann);
  await group.join(group.chatId, ann);
  await until(async () => (await group.decisions(ann)).length === 1);
  const [decision] = await group.decisions(ann);
  expect(decision).toMatchObject({ trigger: "join", outcome: "passed", reason: "member", actions: [] });
  expect(group.calls("restrictChatMember")).toHaveLength(0);
});

test("the service message is enough where Telegram tells of a joining by nothing else", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  const user = { id: ann, is_bot: false, first_name: "Ann" };
  await group.call("POST", `/bots/${group.bot.id}/updates`, {
    kind: "message",
    content: {
      ...{ message_id: 900_000, date: Math.floor(Date.now() / 1000), from: user, new_chat_members: [user] },
      chat: { id: group.chatId, type: "supergroup", title: "x" },
    },
  });
  await until(() => group.isMuted(ann));
});

test("who leaves the channel is held at their next message, though they were known as a member", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  await group.join(group.channel.chatId, ann);
  const first = await group.say(ann, "I belong");
  await until(async () => (await group.decisions(ann)).length + (await hours(group.row.id)) > 0);
  expect(await group.isDeleted(first)).toBe(false);
  await group.leave(group.channel.chatId, ann);
  // The two updates are handled side by side: a message of the same moment may be the quicker one.
  await until(async () => {
    if (!group.isMuted(ann)) await group.say(ann, "and now I do not");
    return group.isMuted(ann);
  });
  const verdicts = (await group.decisions(ann)).at(-1)?.verdicts;
  expect(verdicts).toMatchObject([{ state: "not_member", source: "event" }]);
});

test("what a human admin did stays: a mute before ours, a mute after it, a ban, and what they allowed", async () => {
  const group = await world.group();
  const byAdmin = { byUserId: group.owner };
  refuseEphemeral(world, group.bot.id);
  const mute = { status: "restricted", permissions: { can_send_messages: false }, isMember: true, ...byAdmin };

  const before = await group.person("Before");
  await group.setMember(group.chatId, before, mute);
  const after = await group.person("After");
  await group.say(after, "hello");
  await until(() => group.isMuted(after));
  await until(async () => (await group.restrictions(after))[0]?.state === "IMPOSED");
  await group.setMember(group.chatId, after, { ...mute, untilDate: Math.floor(Date.now() / 1000) + 86_400 });
  await until(async () => (await group.restrictions(after))[0]?.state === "OVERRIDDEN");
  const banned = await group.person("Banned");
  await group.say(banned, "hello");
  await until(async () => (await group.restrictions(banned))[0]?.state === "IMPOSED");
  await group.setMember(group.chatId, banned, { status: "kicked", ...byAdmin });
  await until(async () => (await group.restrictions(banned))[0]?.state === "OVERRIDDEN");
  const partly = await group.person("Partly");
  const some = { can_send_messages: true, can_send_photos: false };
  await group.setMember(group.chatId, partly, { status: "restricted", permissions: some, isMember: true, ...byAdmin });
  await group.say(partly, "hello");
  await until(() => group.isMuted(partly));
  const stan = await group.person("Stan");
  await group.say(stan, "hello");
  await until(() => group.isMuted(stan));

  for (const id of [before, after, banned, partly]) await group.join(group.channel.chatId, id);
  await until(() => !group.isMuted(partly));
  expect(group.member(partly)).toMatchObject({
    status: "restricted",
    permissions: { can_send_messages: true, can_send_photos: false },
  });
  expect((await group.pressPublic(before)).text).toBe(
    "An admin of this group has muted you. Only they can change that.",
  );
  await group.pressPublic(after);
  expect(group.isMuted(before)).toBe(true);
  expect(group.isMuted(after)).toBe(true);
  expect(group.member(banned)?.status).toBe("kicked");
  const touched = group.calls("restrictChatMember").map(({ params }) => Number(params.user_id));
  expect(touched.sort()).toEqual([after, banned, partly, partly, stan].sort());
});

test("a mute that an admin changed without our hearing of it is theirs as well", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  await group.say(ann, "hello");
  await until(async () => (await group.restrictions(ann))[0]?.state === "IMPOSED");
  const member = group.member(ann);
  world.sandbox.telegram.chats.get(String(group.chatId))?.members.set(ann, { ...member, untilDate: 0 } as never);
  await group.join(group.channel.chatId, ann);
  await until(async () => (await group.restrictions(ann))[0]?.state === "OVERRIDDEN");
  expect(group.isMuted(ann)).toBe(true);
});

test("a request to join: approved when complete, else answered in private with a button that checks again", async () => {
  const group = await world.group({ chat: { joinByRequest: true } });
  const ann = await group.person("Ann", { inGroup: false });
  group.joinSilently(group.channel.chatId, ann);
  expect((await group.join(group.chatId, ann)).status).toBe("requested");
  await until(() => group.member(ann)?.status === "member");

  const ben = await group.person("Ben", { inGroup: false });
  await group.join(group.chatId, ben);
  const dialogue = `${group.bot.id}:${ben}`;
  await until(async () => (await group.warnings(ben, dialogue)).length === 1);
  const [asked] = await group.warnings(ben, dialogue);
  expect(asked?.text).toContain("you asked to join");
  expect((await group.press(ben, asked as SandboxMessage, dialogue)).text).toBe("Not yet. Still to join: Channel 1");
  expect(group.member(ben)?.status).not.toBe("member");
  group.joinSilently(group.channel.chatId, ben);
  expect((await group.press(ben, asked as SandboxMessage, dialogue)).text).toBe("Thank you! You are in.");
  expect(group.member(ben)?.status).toBe("member");
  expect((await group.decisions(ben)).map(({ outcome }) => outcome).slice(0, 2)).toEqual(["asked", "held"]);
});

test("a request's query is answered within Telegram's ten seconds, also while a channel is not", async () => {
  const group = await world.group({ chat: { joinByRequest: true }, bot: { supportsJoinRequestQueries: true } });
  await group.call("POST", "/chats", {
    ...{ id: group.chatId, type: "supergroup", title: "Guarded" },
    ...{ joinByRequest: true, guardBotId: group.bot.id },
  });
  const ann = await group.person("Ann", { inGroup: false });
  group.joinSilently(group.channel.chatId, ann);
  await group.join(group.chatId, ann);
  await until(() => group.member(ann)?.status === "member");
  expect(group.calls("answerChatJoinRequestQuery").at(-1)?.params).toMatchObject({ result: "approve" });

  world.sandbox.telegram.faults.push({
    ...{ id: 9_001, botId: group.bot.id, method: "getChatMember", times: null, hits: 0, hang: true },
  });
  const ben = await group.person("Ben", { inGroup: false });
  await group.join(group.chatId, ben);
  // Open by default: after the time-out he is let in.
  await until(() => group.calls("answerChatJoinRequestQuery").length === 2, 15_000);
  const last = group.calls("answerChatJoinRequestQuery").at(-1);
  expect(last).toMatchObject({ status: 200, params: { result: "approve" } });
  world.sandbox.telegram.faults.length = 0;
});
