import { Api } from "grammy";
import { expect, test } from "vitest";
import { type ChatView, type MessageView, telegramFixture } from "../testing/telegram-fixture.ts";

async function fixture(status: "administrator" | "member" = "administrator") {
  let now = Date.now();
  const base = await telegramFixture({ now: () => now });
  const { control, me, ann } = base;
  const bob = await control<{ id: number }>("POST", "/telegram/users", { firstName: "Bob", username: "bob" });
  const group = await control<ChatView>("POST", "/telegram/chats", {
    type: "supergroup",
    title: "The group",
    members: [
      { userId: ann.id, status: "creator" },
      { userId: bob.id, status: "member" },
      { userId: me.id, status },
    ],
  });
  const seenBy = async (userId: number) =>
    (await control<{ messages: MessageView[] }>("GET", `/telegram/chats/${group.id}/messages?as=${userId}`)).messages;
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...base, bob, group, seenBy, pass };
}

const keyboard = { inline_keyboard: [[{ text: "Check", callback_data: "check" }]] };

test("an administrator's ephemeral message is its receiver's alone, and is edited and deleted by its own id", async () => {
  const { api, ann, bob, group, seenBy, control } = await fixture();
  const sent = await api.sendMessage(group.id, "Only you", {
    ephemeral_message_parameters: { receiver_user_id: bob.id },
    reply_markup: keyboard,
  });
  expect(sent).toMatchObject({ message_id: 0, receiver_user: { id: bob.id }, text: "Only you" });
  const id = sent.ephemeral_message_id ?? 0;
  expect(id).toBeGreaterThan(0);
  expect(await seenBy(ann.id)).toEqual([]);
  expect(await seenBy(bob.id)).toMatchObject([{ messageId: id, text: "Only you", receiver: { id: bob.id } }]);
  await expect(
    control("POST", `/telegram/chats/${group.id}/messages/${id}/press`, { userId: ann.id, data: "check" }),
  ).rejects.toThrow("404 MESSAGE_ID_INVALID");

  expect(await api.raw.editEphemeralMessageText({ ...named(group.id, bob.id, id), text: "Still you" })).toBe(true);
  expect(await seenBy(bob.id)).toMatchObject([{ text: "Still you", keyboard: null, edits: 1 }]);
  await expect(api.raw.editEphemeralMessageText({ ...named(group.id, ann.id, id), text: "x" })).rejects.toMatchObject({
    description: "Bad Request: message to edit not found",
  });
  await expect(api.deleteMessage(group.id, id)).rejects.toMatchObject({
    description: "Bad Request: message to delete not found",
  });
  expect(await api.raw.deleteEphemeralMessage(named(group.id, bob.id, id))).toBe(true);
  await expect(api.raw.deleteEphemeralMessage(named(group.id, bob.id, id))).rejects.toMatchObject({
    description: "Bad Request: message to delete not found",
  });
  expect(await seenBy(bob.id)).toEqual([]);
});

test("a press on an ephemeral message carries its ephemeral id", async () => {
  const { api, bob, group, control, receive } = await fixture();
  const { ephemeral_message_id: id } = await api.sendMessage(group.id, "Only you", {
    ephemeral_message_parameters: { receiver_user_id: bob.id },
    reply_markup: keyboard,
  });
  const press = { userId: bob.id, data: "check", waitMs: 0 };
  await control("POST", `/telegram/chats/${group.id}/messages/${id}/press`, press);
  expect(await receive("callback_query")).toMatchObject({
    from: { id: bob.id },
    data: "check",
    message: { message_id: 0, ephemeral_message_id: id, receiver_user: { id: bob.id } },
  });
});

test("a bot that is no administrator may answer a press for 15 seconds, and nothing else", async () => {
  const { api, bob, group, control, receive, pass, seenBy } = await fixture("member");
  const whisper = (more: { callback_query_id?: string; replace_callback_query_message?: boolean } = {}) =>
    api.sendMessage(group.id, "psst", { ephemeral_message_parameters: { receiver_user_id: bob.id, ...more } });
  await expect(whisper()).rejects.toMatchObject({ description: "Bad Request: BOT_NOT_ADMIN" });
  const open = await api.sendMessage(group.id, "Press", { reply_markup: keyboard });
  await control("POST", `/telegram/chats/${group.id}/messages/${open.message_id}/press`, {
    userId: bob.id,
    data: "check",
    waitMs: 0,
  });
  const { id } = await receive("callback_query");
  await whisper({ callback_query_id: id, replace_callback_query_message: true });
  expect(await seenBy(bob.id)).toMatchObject([{ text: "Press" }, { text: "psst", replaces: open.message_id }]);
  pass(15_000);
  await expect(whisper({ callback_query_id: id })).rejects.toMatchObject({ error_code: 400 });
});

test("only members who are people can receive one, and other bots hear nothing of it", async () => {
  const { api, sandbox, ann, me, dialogue, group, control, say } = await fixture();
  const other = new Api("7003:sandbox-other", { apiRoot: sandbox.telegramApiRoot });
  const { id: otherId } = await other.getMe();
  await control("PUT", `/telegram/chats/${group.id}/members/${otherId}`, { status: "administrator", quiet: true });
  const stranger = await control<{ id: number }>("POST", "/telegram/users", { firstName: "Eve" });
  const send = (receiver_user_id: number, chat = group.id) =>
    api.sendMessage(chat, "x", { ephemeral_message_parameters: { receiver_user_id } });
  await expect(send(stranger.id)).rejects.toMatchObject({ description: "Bad Request: USER_NOT_PARTICIPANT" });
  await expect(send(otherId)).rejects.toMatchObject({ description: "Bad Request: USER_ID_INVALID" });
  await say(dialogue, ann.id, "/start");
  await expect(send(ann.id, ann.id)).rejects.toMatchObject({ description: "Bad Request: BOT_NOT_ADMIN" });
  await send(ann.id);
  expect((await other.getUpdates()).filter(({ message }) => message?.from?.id === me.id)).toEqual([]);
});

function named(chat_id: number, receiver_user_id: number, ephemeral_message_id: number) {
  return { chat_id, receiver_user_id, ephemeral_message_id };
}
