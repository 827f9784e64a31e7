import { afterAll, beforeAll, expect, test } from "vitest";
import { peekVerdict } from "#lib/gate/known-verdicts.ts";
import { getDb } from "#lib/infra/db.ts";
import { until, wait } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, newId, refuseEphemeral, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

test("a stranger's message is deleted, they are muted and told why; they join, press, and write", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  const said = await group.say(ann, "hello");
  await until(() => group.isDeleted(said));
  await until(() => group.isMuted(ann));
  await until(async () => (await group.warnings(ann)).length === 1);
  const [warning] = await group.warnings(ann);
  expect(warning?.text).toContain("Ann, only members of these channels may write here: Channel 1");
  expect(warning?.keyboard).toMatchObject([
    [{ text: "Channel 1", url: `https://t.me/c${group.bot.id}x0` }],
    [{ text: "I have joined", callback_data: `gv:${group.row.id}` }],
  ]);
  // For their eyes alone.
  expect(warning?.receiver?.id).toBe(ann);
  expect(await group.warnings(group.owner)).toHaveLength(0);

  const early = await group.press(ann, warning as never);
  expect(early).toMatchObject({ answered: true, text: "Not yet. Still to join: Channel 1", showAlert: true });
  expect(group.isMuted(ann)).toBe(true);

  group.joinSilently(group.channel.chatId, ann);
  const late = await group.press(ann, warning as never);
  expect(late.text).toBe("Thank you! You can write now.");
  await until(() => !group.isMuted(ann));
  await until(async () => (await group.warnings(ann)).length === 0);
  const again = await group.say(ann, "hello again");
  await wait(500);
  expect(await group.isDeleted(again)).toBe(false);
  expect(group.calls("restrictChatMember")).toHaveLength(2);

  expect((await group.restrictions(ann)).map(({ state }) => state)).toEqual(["LIFTED"]);
  const decisions = await group.decisions(ann);
  expect(decisions.map(({ trigger, outcome, reason }) => [trigger, outcome, reason])).toEqual([
    ["message", "held", "not_member"],
    ["button", "held", "not_member"],
    ["button", "lifted", "member"],
  ]);
  expect(decisions[0]).toMatchObject({ userName: "Ann", actions: ["delete_message", "mute", "warn"] });
  expect(decisions[0]?.verdicts).toMatchObject([{ chatId: group.channel.chatId, state: "not_member", source: "call" }]);
});

test("a member writes: one question to Telegram, one row, and the rest is counted", async () => {
  const group = await world.group();
  const bob = await group.person("Bob");
  group.joinSilently(group.channel.chatId, bob);
  for (let index = 0; index < 5; index += 1) await group.say(bob, `message ${index}`);
  const counted = async () =>
    (await getDb().gateHour.findMany({ where: { groupId: group.row.id } })).reduce((sum, row) => sum + row.count, 0);
  await until(async () => (await counted()) === 5);
  // Other test files' workers take turns from the same queue, and each process asks once.
  const asked = group.calls("getChatMember").filter(({ params }) => Number(params.user_id) === bob).length;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(3);
  expect(group.calls("deleteMessage")).toHaveLength(0);
  expect((await group.decisions(bob)).length).toBeLessThanOrEqual(asked);
});

test.each([
  ["the owner", (group: Awaited<ReturnType<GateWorld["group"]>>) => Promise.resolve(group.owner), {}],
  [
    "an admin",
    async (group: Awaited<ReturnType<GateWorld["group"]>>) => {
      const id = await group.person("Adam");
      await group.setMember(group.chatId, id, { status: "administrator" });
      return id;
    },
    {},
  ],
  [
    "an anonymous admin",
    async (group: Awaited<ReturnType<GateWorld["group"]>>) => {
      const id = await group.person("Anna");
      await group.setMember(group.chatId, id, { status: "administrator", isAnonymous: true });
      return id;
    },
    {},
  ],
])("%s is not judged", async (_name, who) => {
  const group = await world.group();
  const id = await who(group);
  const said = await group.say(id, "I may");
  const stranger = await group.person("Stan");
  const other = await group.say(stranger, "I may not");
  await until(() => group.isDeleted(other));
  await wait(200);
  expect(await group.isDeleted(said)).toBe(false);
  expect(group.calls("restrictChatMember").map(({ params }) => Number(params.user_id))).toEqual([stranger]);
});

test("who is on the allow list writes; who writes in a channel's name does as the group says", async () => {
  const friend = newId();
  for (const channelSenders of ["ALLOW", "DELETE"] as const) {
    const group = await world.group({ params: { channelSenders, allowedUserIds: [friend] } });
    await group.call("POST", "/users", { id: friend, firstName: "Fred" });
    await group.setMember(group.chatId, friend, { status: "member", quiet: true });
    const own = await group.call<{ id: number }>("POST", "/chats", {
      ...{ type: "channel", title: "Own", members: [{ userId: friend, status: "creator" }] },
    });
    const plain = await group.say(friend, "as myself");
    const asChannel = await group.say(friend, "as my channel", { sendAs: own.id });
    if (channelSenders === "DELETE") await until(() => group.isDeleted(asChannel));
    else await wait(1_000);
    expect(await group.isDeleted(asChannel)).toBe(channelSenders === "DELETE");
    expect(await group.isDeleted(plain)).toBe(false);
    expect(group.calls("restrictChatMember")).toHaveLength(0);
  }
});

test("the linked channel's posts stay, and so do comments of its members under them; a stranger's do not", async () => {
  const group = await world.group();
  // The group that the channel's posts appear in, which Telegram tells of both.
  const [chat, channel] = [group.chatId, group.channel.chatId].map((id) =>
    world.sandbox.telegram.chats.get(String(id)),
  );
  if (!chat || !channel) throw new Error("no chats");
  [chat.linkedChatId, channel.linkedChatId] = [channel.id, chat.id];
  const post = await group.call<{ messageId: number }>("POST", `/chats/${group.channel.chatId}/messages`, {
    ...{ userId: group.owner, text: "A post" },
  });
  expect(post.messageId).toBeGreaterThan(0);
  const forwards = () => [...chat.messages.values()].filter(({ content }) => content?.is_automatic_forward === true);
  await until(() => forwards().length === 1);
  const [forwarded] = forwards();
  expect(forwarded).toMatchObject({ fromId: 777_000, senderChatId: group.channel.chatId });
  const exempt = async () => {
    const rows = await getDb().gateHour.findMany({ where: { groupId: group.row.id, outcome: "exempt" } });
    return rows.reduce((sum, { count }) => sum + count, 0);
  };
  await until(async () => (await exempt()) === 1);

  const [mia, stan] = [await group.person("Mia"), await group.person("Stan")];
  group.joinSilently(group.channel.chatId, mia);
  const more = { replyTo: forwarded?.id };
  const comment = await group.say(mia, "a comment", more);
  const other = await group.say(stan, "a stranger's", more);
  await until(() => group.isDeleted(other));
  await until(() => group.isMuted(stan));
  await until(async () => (await group.decisions(mia)).length === 1);
  expect(await group.isDeleted(comment)).toBe(false);
  expect(forwards()[0]?.deleted).not.toBe(true);
  const touched = group.calls("restrictChatMember").map(({ params }) => Number(params.user_id));
  expect(touched).toEqual([stan]);
});

test("ALL wants every channel, ANY one of them", async () => {
  for (const rule of ["ALL", "ANY"] as const) {
    const group = await world.group({ rule, channels: 2 });
    const half = await group.person("Half");
    group.joinSilently(group.channel.chatId, half);
    const said = await group.say(half, "one of two");
    if (rule === "ALL") await until(() => group.isDeleted(said));
    else await until(async () => (await group.decisions(half)).length === 1);
    expect(await group.isDeleted(said)).toBe(rule === "ALL");
    expect((await group.decisions(half))[0]?.outcome).toBe(rule === "ALL" ? "held" : "passed");
  }
});

test("a warning is in its topic, in the member's language, and goes when its time is over", async () => {
  const group = await world.group({
    chat: { isForum: true },
    params: { warningTtlSeconds: 10, warning: { vi: "{name}: {channels}!" } },
  });
  const { threadId } = await group.call<{ threadId: number }>("POST", `/chats/${group.chatId}/topics`, {
    ...{ name: "One", userId: group.owner },
  });
  const vy = await group.person("Vy", { languageCode: "vi" });
  await group.say(vy, "chao", { threadId });
  await until(async () => (await group.warnings(vy)).length === 1);
  const [warning] = await group.warnings(vy);
  expect(warning).toMatchObject({ threadId, text: "Vy: Channel 1!" });
  expect(warning?.keyboard?.at(-1)?.[0]?.text).toBe("Tôi đã tham gia");
  await until(async () => (await group.warnings(vy)).length === 0, 30_000);
  expect(group.isMuted(vy)).toBe(true);
});

test("where Telegram refuses messages for one reader, the warning is for all to see", async () => {
  const group = await world.group();
  refuseEphemeral(world, group.bot.id);
  const ann = await group.person("Ann");
  const ben = await group.person("Ben");
  await group.say(ann, "hello");
  await until(async () => (await group.warnings(group.owner)).length === 1);
  await group.say(ben, "hello");
  // The next takes the place of the one before, and speaks to both.
  await until(async () => {
    const [only, ...more] = await group.warnings(group.owner);
    return more.length === 0 && /^(Ben, Ann|Ann, Ben)/.test(only?.text ?? "");
  });
});

test("an edit is judged like a message", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  group.joinSilently(group.channel.chatId, ann);
  const said = await group.say(ann, "harmless");
  await until(async () => (await group.decisions(ann)).length === 1);
  await group.leave(group.channel.chatId, ann);
  const known = () => peekVerdict({ connectionId: group.bot.connection.id, chatId: group.channel.chatId, userId: ann });
  await until(() => known()?.state === "not_member");
  await group.call("PATCH", `/chats/${group.chatId}/messages/${said.messageId}`, { userId: ann, text: "spam" });
  await until(() => group.isDeleted(said));
});
