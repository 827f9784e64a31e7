import { expect, test } from "vitest";
import { type ChatView, telegramFixture } from "../testing/telegram-fixture.ts";

async function fixture(type: "group" | "supergroup" = "supergroup") {
  const base = await telegramFixture();
  const { control, me, ann } = base;
  const bob = await control<{ id: number }>("POST", "/telegram/users", { firstName: "Bob", username: "bob" });
  const group = await control<ChatView>("POST", "/telegram/chats", {
    type,
    title: "The group",
    members: [
      { userId: ann.id, status: "creator" },
      { userId: bob.id, status: "member" },
      { userId: me.id, status: "administrator" },
    ],
  });
  const channel = await control<ChatView>("POST", "/telegram/chats", {
    type: "channel",
    title: "The channel",
    username: "the_channel",
    linkedChatId: group.id,
    members: [{ userId: bob.id, status: "creator" }],
  });
  return { ...base, bob, group, channel };
}

test("an anonymous administrator writes in the group's name, from GroupAnonymousBot", async () => {
  const { api, ann, bob, group, control, say, receive } = await fixture();
  await control("PUT", `/telegram/chats/${group.id}/members/${ann.id}`, { status: "creator", isAnonymous: true });
  const said = await say(group.id, ann.id, "/setup");
  expect(said).toMatchObject({ from: { id: ann.id }, senderChat: { id: group.id, title: "The group" } });
  expect(await receive("message")).toMatchObject({
    text: "/setup",
    from: { id: 1087968824, is_bot: true, username: "GroupAnonymousBot" },
    sender_chat: { id: group.id, type: "supergroup" },
  });
  expect((await api.getChatAdministrators(group.id))[0]).toMatchObject({ status: "creator", is_anonymous: true });
  await expect(say(group.id, bob.id, "me too", { sendAs: group.id })).rejects.toThrow("400 SEND_AS_PEER_INVALID");
});

test("a person writes in the name of a channel of theirs, from Channel_Bot, and of no other's", async () => {
  const { ann, bob, group, channel, say, receive } = await fixture();
  await say(group.id, bob.id, "news", { sendAs: channel.id });
  expect(await receive("message")).toMatchObject({
    text: "news",
    from: { id: 136817688, is_bot: true, username: "Channel_Bot" },
    sender_chat: { id: channel.id, type: "channel", username: "the_channel" },
  });
  await expect(say(group.id, ann.id, "x", { sendAs: channel.id })).rejects.toThrow("400 SEND_AS_PEER_INVALID");
});

test("a linked channel's post reaches its group from 777000, as an automatic forward", async () => {
  const { bob, channel, say, receive } = await fixture();
  const post = await say(channel.id, bob.id, "A post https://a.io");
  expect(await receive("message")).toMatchObject({
    from: { id: 777000, is_bot: false },
    sender_chat: { id: channel.id },
    is_automatic_forward: true,
    forward_origin: { type: "channel", message_id: post.messageId, chat: { id: channel.id } },
    text: "A post https://a.io",
    entities: [{ type: "url" }],
  });
});

test("in a basic group nobody can be restricted, but an administrator may delete", async () => {
  const { api, bob, group, say } = await fixture("group");
  await expect(api.restrictChatMember(group.id, bob.id, {})).rejects.toMatchObject({
    description: "Bad Request: method is available only for supergroups",
  });
  const { messageId } = await say(group.id, bob.id, "hello");
  expect(await api.deleteMessage(group.id, messageId)).toBe(true);
});

test("nothing older than 48 hours is deleted, and no administrator is restricted", async () => {
  const { api, ann, bob, group, say, sandbox } = await fixture();
  const { messageId } = await say(group.id, bob.id, "old");
  const message = sandbox.telegram.chats.get(String(group.id))?.messages.get(messageId);
  if (message) message.date -= 48 * 3600;
  await expect(api.deleteMessage(group.id, messageId)).rejects.toMatchObject({
    description: "Bad Request: message can't be deleted for everyone",
  });
  await expect(api.restrictChatMember(group.id, ann.id, {})).rejects.toMatchObject({ error_code: 400 });
});
