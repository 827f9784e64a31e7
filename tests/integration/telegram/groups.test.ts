import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import {
  type Assistant,
  type Bot,
  type ChatMessage,
  control,
  newPerson,
  pendingIn,
  saidByBot,
  startAssistant,
  storedMessages,
  until,
  wait,
} from "#tests/integration/assistant/harness.ts";

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

interface Group {
  id: string;
  ann: number;
  bob: number;
  say(userId: number, text: string, more?: Record<string, unknown>): Promise<ChatMessage>;
  heard(): Promise<ChatMessage[]>;
  hears(count: number): Promise<ChatMessage[]>;
}

/** A group in which the bot reads everything (no privacy mode), so that the rules are ours and not Telegram's. */
async function newGroup(bot: Bot, chat: Record<string, unknown> = {}): Promise<Group> {
  const { sandbox } = assistant;
  const ann = await newPerson(sandbox, bot, "Ann");
  const bob = await newPerson(sandbox, bot, "Bob");
  await control(sandbox, "PATCH", `/bots/${bot.id}`, { canReadAllGroupMessages: true });
  const members = [
    { userId: ann.id, status: "creator" },
    { userId: bob.id, status: "member" },
    { userId: bot.id, status: "member" },
  ];
  const body = { type: "supergroup", title: `Group ${bot.id}-${ann.id}`, members, ...chat };
  const { id } = await control<{ id: number }>(sandbox, "POST", "/chats", body);
  const heard = () => saidByBot(sandbox, String(id), bot);
  return {
    id: String(id),
    ann: ann.id,
    bob: bob.id,
    say: (userId, text, more = {}) => control(sandbox, "POST", `/chats/${id}/messages`, { userId, text, ...more }),
    heard,
    async hears(count) {
      await until(async () => (await heard()).length >= count && (await pendingIn(bot)) === 0, 30_000);
      return heard();
    },
  };
}

test("in a group the bot answers a mention, a reply and a command, and nothing else", async () => {
  const bot = await assistant.bot();
  const group = await newGroup(bot);
  await group.say(group.ann, "just talking");
  await group.say(group.ann, "/help@some_other_bot");
  await group.say(group.ann, "/nonsense");
  await group.say(group.ann, "@somebody_else look at this");
  await group.say(group.bob, `hey @${bot.username} what is up?`);
  const [answer] = await group.hears(1);
  expect(answer?.text).toContain("You wrote: “Bob: hey  what is up?”");
  await group.say(group.ann, "and more?", { replyTo: answer?.messageId });
  expect((await group.hears(2))[1]?.text).toContain("Ann: and more?");
  await group.say(group.ann, `/status@${bot.username}`);
  expect((await group.hears(3))[2]?.text).toContain("Model:");
  await wait(300);
  expect(await group.heard()).toHaveLength(3);
  const texts = (await storedMessages(bot)).map((message) => message.text);
  expect(texts).not.toContain("just talking");
});

test("topics are rooms apart, and answers stay in their topic", async () => {
  const bot = await assistant.bot();
  const group = await newGroup(bot, { isForum: true });
  const topic = (name: string) =>
    control<{ threadId: number }>(assistant.sandbox, "POST", `/chats/${group.id}/topics`, { name, userId: group.ann });
  const [one, two] = [await topic("One"), await topic("Two")];
  await group.say(group.ann, `@${bot.username} first`, { threadId: one.threadId });
  await group.say(group.ann, `@${bot.username} second`, { threadId: two.threadId });
  const answers = await group.hears(2);
  for (const answer of answers) {
    expect(answer.threadId).toBe(answer.text?.includes("first") ? one.threadId : two.threadId);
    expect(answer.text).toMatch(/1 message of context/);
  }
  const rooms = await getDb().room.findMany({ where: { teamId: bot.team.id, type: "topic" } });
  expect(rooms.map((room) => room.partnerRoomId).sort()).toEqual(
    [`${group.id}/${one.threadId}`, `${group.id}/${two.threadId}`].sort(),
  );
  // In a topic each message "replies" to the topic's first one: that alone does not call the bot.
  await group.say(group.ann, "among ourselves", { threadId: one.threadId });
  await wait(500);
  expect(await group.heard()).toHaveLength(2);
});

test("a group that becomes a supergroup keeps its room and its history", async () => {
  const bot = await assistant.bot();
  const group = await newGroup(bot, { type: "group" });
  await group.say(group.ann, `@${bot.username} one`);
  await group.hears(1);
  const { id } = await control<{ id: number }>(assistant.sandbox, "POST", `/chats/${group.id}/migrate`, {});
  await until(async () => (await getDb().room.count({ where: { partnerRoomId: String(id) } })) === 1);
  await control(assistant.sandbox, "POST", `/chats/${id}/messages`, {
    userId: group.ann,
    text: `@${bot.username} two`,
  });
  await until(async () => (await saidByBot(assistant.sandbox, String(id), bot)).length === 1);
  const [answer] = await saidByBot(assistant.sandbox, String(id), bot);
  expect(answer?.text).toContain("3 messages of context");
  expect(await getDb().room.count({ where: { teamId: bot.team.id, type: { not: "private" } } })).toBe(1);
});

test("an answer on its way to a chat that migrates arrives in the new one", async () => {
  const bot = await assistant.bot();
  const group = await newGroup(bot, { type: "group" });
  const { provider } = assistant.sandbox;
  provider.settings = { ...provider.settings, latencyMs: 1_000 };
  try {
    await group.say(group.ann, `@${bot.username} hello`);
    await until(async () => (await pendingIn(bot)) === 1);
    // Telegram's error alone tells of it: the update is held back.
    bot.connection = await getDb().connection.findUniqueOrThrow({ where: { id: bot.connection.id } });
    const { id } = await control<{ id: number }>(assistant.sandbox, "POST", `/chats/${group.id}/migrate`, {});
    await until(async () => (await saidByBot(assistant.sandbox, String(id), bot)).length === 1);
    expect(await pendingIn(bot)).toBe(0);
  } finally {
    provider.settings = { ...provider.settings, latencyMs: 0 };
  }
});

test("a bot that is thrown out of a group writes nothing more there", async () => {
  const bot = await assistant.bot();
  const group = await newGroup(bot);
  await group.say(group.ann, `@${bot.username} one`);
  await group.hears(1);
  await control(assistant.sandbox, "PUT", `/chats/${group.id}/members/${bot.id}`, { status: "kicked" });
  await until(async () => {
    const room = await getDb().room.findFirst({ where: { partnerRoomId: group.id } });
    return room?.writable === false;
  });
});
