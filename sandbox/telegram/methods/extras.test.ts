import { expect, test } from "vitest";
import { type ChatView, telegramFixture } from "../../testing/telegram-fixture.ts";

test("copies, forwards, pins, links and topics", async () => {
  const { api, ann, me, dialogue, say, control, transcript } = await telegramFixture();
  const said = await say(dialogue, ann.id, "see https://a.io");
  const forum = await control<ChatView>("POST", "/telegram/chats", {
    type: "supergroup",
    title: "Forum",
    isForum: true,
    members: [
      { userId: ann.id, status: "creator" },
      { userId: me.id, status: "administrator" },
    ],
  });
  const topic = await api.createForumTopic(forum.id, "News");
  const other = { message_thread_id: topic.message_thread_id };
  const copy = await api.copyMessage(forum.id, ann.id, said.messageId, other);
  const forward = await api.forwardMessage(forum.id, ann.id, said.messageId, other);
  expect(forward).toMatchObject({
    text: "see https://a.io",
    entities: [{ type: "url" }],
    message_thread_id: topic.message_thread_id,
    forward_origin: { type: "user", sender_user: { id: ann.id } },
  });
  await api.pinChatMessage(forum.id, copy.message_id);
  expect((await api.getChat(forum.id)).pinned_message).toMatchObject({ message_id: copy.message_id });
  await api.unpinChatMessage(forum.id, copy.message_id);
  expect((await api.getChat(forum.id)).pinned_message).toBeUndefined();
  await api.closeForumTopic(forum.id, topic.message_thread_id);
  await expect(api.copyMessage(forum.id, ann.id, said.messageId, other)).rejects.toMatchObject({
    description: "Bad Request: TOPIC_CLOSED",
  });
  expect(await api.createChatInviteLink(forum.id, { creates_join_request: true })).toMatchObject({
    creates_join_request: true,
    creator: { id: me.id },
  });
  expect((await transcript(forum.id)).map((message) => message.service && Object.keys(message.service)[0])).toEqual([
    "forum_topic_created",
    null,
    null,
    "pinned_message",
    "forum_topic_closed",
  ]);
});

test("a bot's commands and profile are kept by scope and language", async () => {
  const { api, ann, control } = await telegramFixture();
  await api.setMyCommands([{ command: "help", description: "Help" }]);
  await api.setMyCommands([{ command: "start", description: "Start" }], { scope: { type: "chat", chat_id: ann.id } });
  expect(await api.getMyCommands()).toEqual([{ command: "help", description: "Help" }]);
  await api.deleteMyCommands();
  expect(await api.getMyCommands()).toEqual([]);
  await expect(api.setMyCommands([{ command: "Bad One", description: "x" }])).rejects.toMatchObject({
    description: "Bad Request: BOT_COMMAND_INVALID",
  });
  await api.setMyDescription("I help");
  await api.setMyShortDescription("help", { language_code: "en" });
  expect(await api.getMyDescription()).toEqual({ description: "I help" });
  expect(await api.getMyShortDescription({ language_code: "en" })).toEqual({ short_description: "help" });
  expect(await control("GET", "/telegram/bots/7001")).toMatchObject({
    commands: [{ commands: [{ command: "start" }] }],
  });
  await expect(api.sendDice(ann.id, "🎲")).rejects.toMatchObject({
    error_code: 404,
    description: 'Not Found: the sandbox has no method "sendDice"',
  });
});
