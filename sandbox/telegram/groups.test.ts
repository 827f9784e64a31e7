import { Api } from "grammy";
import { expect, test } from "vitest";
import { type ChatView, receiver, telegramFixture } from "../testing/telegram-fixture.ts";

async function groupFixture(type: "group" | "supergroup" | "channel", more: Record<string, unknown> = {}) {
  const base = await telegramFixture();
  const { control, me, ann } = base;
  const bob = await control<{ id: number }>("POST", "/telegram/users", { firstName: "Bob", username: "bob" });
  const group = await control<ChatView>("POST", "/telegram/chats", {
    type,
    title: "The group",
    members: [
      { userId: ann.id, status: "creator" },
      { userId: me.id, status: "member" },
    ],
    ...more,
  });
  const path = `/telegram/chats/${group.id}`;
  const promote = (rights?: Record<string, boolean>) =>
    control("PUT", `${path}/members/${me.id}`, { status: "administrator", rights });
  return { ...base, bob, group, path, promote };
}

test("privacy mode lets commands, replies and mentions through, and nothing else", async () => {
  const { api, ann, group, say, receive, control, me } = await groupFixture("supergroup");
  const own = await api.sendMessage(group.id, "I am here");
  const texts = [
    "just talk",
    "/help",
    "/help@other_bot",
    "/help@helper_bot",
    "hey @helper_bot",
    "mail a@helper_bot.io",
  ];
  for (const text of texts) await say(group.id, ann.id, text);
  await say(group.id, ann.id, "a reply", { replyTo: own.message_id });
  await control("PATCH", `/telegram/bots/${me.id}`, { canReadAllGroupMessages: true });
  await say(group.id, ann.id, "the last one");
  const heard: (string | undefined)[] = [];
  while (heard.at(-1) !== "the last one") heard.push((await receive("message")).text);
  expect(heard).toEqual(["/help", "/help@helper_bot", "hey @helper_bot", "a reply", "the last one"]);
});

test("joining, leaving, promotion and a ban are told to those who should know", async () => {
  const { api, control, bob, group, path, promote, receive, me } = await groupFixture("supergroup");
  expect(await receive("my_chat_member")).toMatchObject({
    old_chat_member: { status: "left" },
    new_chat_member: { status: "member" },
  });
  await promote();
  expect(await receive("my_chat_member")).toMatchObject({
    chat: { id: group.id },
    old_chat_member: { status: "member" },
    new_chat_member: { status: "administrator", can_restrict_members: true },
  });
  expect(await control("POST", `${path}/join`, { userId: bob.id })).toEqual({ status: "member" });
  expect(await receive("chat_member")).toMatchObject({
    from: { id: bob.id },
    old_chat_member: { status: "left" },
    new_chat_member: { status: "member", user: { id: bob.id } },
  });
  expect((await receive("message")).new_chat_members).toMatchObject([{ id: bob.id }]);
  expect(await api.getChatMemberCount(group.id)).toBe(3);
  expect(await api.getChatAdministrators(group.id)).toMatchObject([
    { status: "creator" },
    { status: "administrator", user: { id: me.id } },
  ]);

  await api.banChatMember(group.id, bob.id);
  expect(await receive("chat_member")).toMatchObject({ from: { id: me.id }, new_chat_member: { status: "kicked" } });
  await expect(control("POST", `${path}/join`, { userId: bob.id })).rejects.toThrow("403 USER_BANNED");
  await api.unbanChatMember(group.id, bob.id, { only_if_banned: true });
  expect(await api.getChatMember(group.id, bob.id)).toMatchObject({ status: "left" });
});

test("a restriction holds the person back until it is lifted or over", async () => {
  const { api, bob, control, path, group, say, promote, sandbox } = await groupFixture("supergroup");
  await control("POST", `${path}/join`, { userId: bob.id });
  await expect(api.restrictChatMember(group.id, bob.id, {})).rejects.toMatchObject({
    description: "Bad Request: not enough rights to restrict/unrestrict chat member",
  });
  await promote();
  const until = Math.floor(Date.now() / 1000) + 60;
  await api.restrictChatMember(group.id, bob.id, { can_send_messages: false }, { until_date: until });
  expect(await api.getChatMember(group.id, bob.id)).toMatchObject({
    status: "restricted",
    is_member: true,
    can_send_messages: false,
    until_date: until,
  });
  await expect(say(group.id, bob.id, "let me")).rejects.toThrow("403 CHAT_WRITE_FORBIDDEN");
  await api.restrictChatMember(group.id, bob.id, { can_send_polls: true, can_send_other_messages: true });
  await say(group.id, bob.id, "thanks");
  const chat = sandbox.telegram.chats.get(String(group.id));
  chat?.members.set(bob.id, { userId: bob.id, status: "restricted", isMember: true, untilDate: 1 });
  expect(await api.getChatMember(group.id, bob.id)).toMatchObject({ status: "member" });
  await expect(api.banChatMember(group.id, 1)).rejects.toMatchObject({
    description: "Bad Request: PARTICIPANT_ID_INVALID",
  });
});

test("a request to join waits for the bot, which may write to the person meanwhile", async () => {
  const { api, bob, control, path, group, receive, promote } = await groupFixture("channel", { joinByRequest: true });
  await promote();
  expect(await control("POST", `${path}/join`, { userId: bob.id, bio: "me" })).toEqual({ status: "requested" });
  expect(await receive("chat_join_request")).toMatchObject({
    chat: { id: group.id },
    from: { id: bob.id },
    user_chat_id: bob.id,
    bio: "me",
  });
  expect((await api.sendMessage(bob.id, "Who are you?")).chat.id).toBe(bob.id);
  await api.approveChatJoinRequest(group.id, bob.id);
  expect(await api.getChatMember(group.id, bob.id)).toMatchObject({ status: "member" });
  await expect(api.declineChatJoinRequest(group.id, bob.id)).rejects.toMatchObject({
    description: "Bad Request: USER_ALREADY_PARTICIPANT",
  });
});

test("a bot that was put out, blocked or left behind by an upgrade is told so", async () => {
  const { api, control, group, path, me, ann, say, dialogue } = await groupFixture("group");
  await say(dialogue, ann.id, "/start");
  await control("POST", `/telegram/chats/${dialogue}/block`);
  const forbidden = (text: string) => ({ error_code: 403, description: `Forbidden: ${text}` });
  await expect(api.sendMessage(ann.id, "x")).rejects.toMatchObject(forbidden("bot was blocked by the user"));
  await control("POST", `/telegram/chats/${dialogue}/unblock`);
  await api.sendMessage(ann.id, "x");

  const upgraded = await control<ChatView>("POST", `${path}/migrate`);
  await expect(api.sendMessage(group.id, "x")).rejects.toMatchObject({
    error_code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: upgraded.id },
  });
  await api.sendMessage(upgraded.id, "x");
  await control("PUT", `/telegram/chats/${upgraded.id}/members/${me.id}`, { status: "kicked" });
  await expect(api.sendMessage(upgraded.id, "x")).rejects.toMatchObject(
    forbidden("bot was kicked from the supergroup chat"),
  );
});

test("topics keep their messages apart", async () => {
  const { api, ann, group, path, say, control, receive } = await groupFixture("supergroup", { isForum: true });
  const topic = await control<{ threadId: number }>("POST", `${path}/topics`, { name: "News" });
  await say(group.id, ann.id, "/ask in the topic", { threadId: topic.threadId });
  let message = await receive("message");
  while (!message.text) message = await receive("message");
  expect(message).toMatchObject({
    message_thread_id: topic.threadId,
    is_topic_message: true,
    chat: { is_forum: true },
    reply_to_message: { message_id: topic.threadId, forum_topic_created: { name: "News" } },
  });
  const answer = await api.sendMessage(group.id, "here", { message_thread_id: topic.threadId });
  expect(answer.message_thread_id).toBe(topic.threadId);
  await expect(api.sendMessage(group.id, "x", { message_thread_id: 5 })).rejects.toMatchObject({
    description: "Bad Request: message thread not found",
  });
  await control("PATCH", `${path}/topics/${topic.threadId}`, { closed: true });
  await expect(api.sendMessage(group.id, "x", { message_thread_id: topic.threadId })).rejects.toMatchObject({
    description: "Bad Request: TOPIC_CLOSED",
  });
});

test("bots do not hear each other", async () => {
  const { api, sandbox, group, path, control, promote, say, ann } = await groupFixture("supergroup");
  await promote();
  const other = new Api("7003:sandbox-other", { apiRoot: sandbox.telegramApiRoot });
  const { id } = await other.getMe();
  await control("PUT", `${path}/members/${id}`, { status: "administrator" });
  await api.sendMessage(group.id, "from a bot");
  await say(group.id, ann.id, "from a person");
  const receive = receiver(other);
  let text: string | undefined;
  while (!text) text = (await receive("message")).text;
  expect(text).toBe("from a person");
});
