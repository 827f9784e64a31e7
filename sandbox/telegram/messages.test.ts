import { expect, test } from "vitest";
import { telegramFixture } from "../testing/telegram-fixture.ts";

test("a message goes to the bot by long polling and its answer into the transcript", async () => {
  const { api, ann, dialogue, say, transcript } = await telegramFixture();
  const waiting = api.getUpdates({ timeout: 5 });
  await say(dialogue, ann.id, "/start hello @helper_bot");
  const [update] = await waiting;
  expect(update?.message).toMatchObject({
    chat: { id: ann.id, type: "private", first_name: "Ann" },
    from: { id: ann.id, is_bot: false, username: "ann" },
    text: "/start hello @helper_bot",
    entities: [
      { type: "bot_command", offset: 0, length: 6 },
      { type: "mention", offset: 13, length: 11 },
    ],
  });
  const sent = await api.sendMessage(ann.id, "<b>Hi</b> &lt;Ann&gt;", { parse_mode: "HTML" });
  expect(sent).toMatchObject({ text: "Hi <Ann>", entities: [{ type: "bold", offset: 0, length: 2 }] });
  await api.editMessageText(ann.id, sent.message_id, "Bye");
  expect(await transcript(dialogue)).toMatchObject([
    { text: "/start hello @helper_bot", from: { isBot: false } },
    { text: "Bye", edits: 1, from: { username: "helper_bot", isBot: true } },
  ]);
});

test("Telegram's own words for what is wrong with a message", async () => {
  const { api, ann, dialogue, say } = await telegramFixture();
  await expect(api.sendMessage(ann.id, "x")).rejects.toMatchObject({
    error_code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
  await say(dialogue, ann.id, "/start");
  const description = (text: string) => ({ error_code: 400, description: `Bad Request: ${text}` });
  await expect(api.sendMessage(ann.id, "  ")).rejects.toMatchObject(description("message text is empty"));
  await expect(api.sendMessage(ann.id, "x".repeat(4097))).rejects.toMatchObject(description("message is too long"));
  await expect(api.sendMessage(1, "x")).rejects.toMatchObject(description("chat not found"));
  await expect(api.sendMessage(ann.id, "x", { reply_parameters: { message_id: 1 } })).rejects.toMatchObject(
    description("message to be replied not found"),
  );
  const keyboard = { inline_keyboard: [[{ text: "a", callback_data: "x".repeat(65) }]] };
  await expect(api.sendMessage(ann.id, "x", { reply_markup: keyboard })).rejects.toMatchObject(
    description("BUTTON_DATA_INVALID"),
  );
  const { message_id } = await api.sendMessage(ann.id, "x".repeat(4096));
  await expect(api.editMessageText(ann.id, message_id, "x".repeat(4096))).rejects.toMatchObject({
    description: expect.stringContaining("message is not modified: specified new message content"),
  });
  await expect(api.editMessageText(ann.id, 1, "x")).rejects.toMatchObject(description("message to edit not found"));
  expect(await api.deleteMessage(ann.id, message_id)).toBe(true);
  await expect(api.deleteMessage(ann.id, message_id)).rejects.toMatchObject(description("message to delete not found"));
});

test("a form, a multipart body and a query do as well as JSON", async () => {
  const { sandbox, token, ann, dialogue, say } = await telegramFixture();
  await say(dialogue, ann.id, "/start");
  const url = `${sandbox.telegramApiRoot}/bot${token}/sendmessage`;
  const fields = {
    chat_id: String(ann.id),
    text: "hi",
    reply_markup: JSON.stringify({ inline_keyboard: [[{ text: "a", callback_data: "b" }]] }),
  };
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.set(name, value);
  for (const answer of [
    await fetch(url, { method: "POST", body: new URLSearchParams(fields) }),
    await fetch(url, { method: "POST", body: multipart }),
    await fetch(`${url}?${new URLSearchParams(fields)}`),
  ]) {
    expect(await answer.json()).toMatchObject({
      ok: true,
      result: { text: "hi", reply_markup: { inline_keyboard: [[{ text: "a", callback_data: "b" }]] } },
    });
  }
  const malformed = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{" });
  expect(malformed.status).toBe(400);
  const large = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"x":"${"x".repeat(10 * 1024 * 1024)}"}`,
  });
  expect(large.status).toBe(413);
  const unknown = await fetch(`${sandbox.telegramApiRoot}/bot1:nope/getMe`);
  expect([unknown.status, await unknown.json()]).toEqual([
    401,
    { ok: false, error_code: 401, description: "Unauthorized" },
  ]);
});

test("a pressed button reaches the bot and the bot's answer the person", async () => {
  const { api, ann, dialogue, say, control, receive } = await telegramFixture();
  await say(dialogue, ann.id, "/start");
  const keyboard = { inline_keyboard: [[{ text: "Go", callback_data: "go:1" }]] };
  const { message_id } = await api.sendMessage(ann.id, "Choose", { reply_markup: keyboard });
  const pressed = control("POST", `/telegram/chats/${dialogue}/messages/${message_id}/press`, {
    userId: ann.id,
    data: "go:1",
  });
  const query = await receive("callback_query");
  expect(query).toMatchObject({ data: "go:1", from: { id: ann.id }, message: { message_id, text: "Choose" } });
  await api.answerCallbackQuery(query.id, { text: "Gone", show_alert: true });
  expect(await pressed).toMatchObject({ answered: true, text: "Gone", showAlert: true });
  await expect(api.answerCallbackQuery("1")).rejects.toMatchObject({ error_code: 400 });
  await api.editMessageReplyMarkup(ann.id, message_id);
  await expect(
    control("POST", `/telegram/chats/${dialogue}/messages/${message_id}/press`, { userId: ann.id, data: "go:1" }),
  ).rejects.toThrow("BUTTON_NOT_FOUND");
});
