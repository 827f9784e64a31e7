import { Api, Bot } from "grammy";
import { expect, test } from "vitest";
import { telegramFixture } from "../testing/telegram-fixture.ts";

test("offset, limit and a negative offset mean what they mean on Telegram", async () => {
  const { api, ann, dialogue, say, sandbox } = await telegramFixture();
  for (const text of ["1", "2", "3", "4"]) await say(dialogue, ann.id, text);
  const all = await api.getUpdates();
  expect(all.map((update) => update.message?.text)).toEqual(["1", "2", "3", "4"]);
  const ids = all.map((update) => update.update_id);
  expect(ids).toEqual([0, 1, 2, 3].map((step) => (ids[0] ?? 0) + step));
  expect(await api.getUpdates({ limit: 2 })).toHaveLength(2);
  expect((await api.getUpdates({ offset: ids[1], limit: 1 }))[0]?.message?.text).toBe("2");
  expect((await api.getUpdates({ offset: -1 })).map((update) => update.message?.text)).toEqual(["4"]);
  expect((await api.getWebhookInfo()).pending_update_count).toBe(1);
  const startedAt = performance.now();
  expect(await api.getUpdates({ offset: (ids[3] ?? 0) + 1, timeout: 1 })).toEqual([]);
  expect(performance.now() - startedAt).toBeGreaterThan(900);
  expect(sandbox.telegram.bots.get(7001)?.queue).toEqual([]);
});

test("a second poller ends the first with a 409, and a webhook shuts both out", async () => {
  const { api } = await telegramFixture();
  const first = api.getUpdates({ timeout: 10 });
  const firstEnds = expect(first).rejects.toMatchObject({
    error_code: 409,
    description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = api.getUpdates({ timeout: 10 });
  await firstEnds;
  const secondEnds = expect(second).rejects.toMatchObject({ error_code: 409 });
  await api.setWebhook("http://127.0.0.1:9/nobody");
  await secondEnds;
  await expect(api.getUpdates()).rejects.toMatchObject({
    description: expect.stringContaining("can't use getUpdates method while webhook is active"),
  });
  await api.deleteWebhook();
  expect(await api.getUpdates()).toEqual([]);
});

test("allowed_updates filters what comes into being, and is remembered", async () => {
  const { api, ann, dialogue, say, control } = await telegramFixture();
  await say(dialogue, ann.id, "before");
  await api.getUpdates({ allowed_updates: ["my_chat_member"] });
  await say(dialogue, ann.id, "after");
  await control("POST", `/telegram/chats/${dialogue}/block`);
  const updates = await api.getUpdates();
  expect(updates.map((update) => update.message?.text ?? update.my_chat_member?.new_chat_member.status)).toEqual([
    "before",
    "kicked",
  ]);
});

test("the queue is bounded: the oldest updates go", async () => {
  const { api, ann, dialogue, say } = await telegramFixture({ settings: { maxPendingUpdates: 3 } });
  for (const text of ["1", "2", "3", "4", "5"]) await say(dialogue, ann.id, text);
  expect((await api.getUpdates()).map((update) => update.message?.text)).toEqual(["3", "4", "5"]);
});

test("a grammY bot polls, answers, and stops", async () => {
  const { sandbox, ann, control, transcript } = await telegramFixture();
  const bot = new Bot("7002:sandbox-echo", { client: { apiRoot: sandbox.telegramApiRoot } });
  bot.on("message:text", (ctx) => ctx.reply(`You said ${ctx.message.text}`));
  const running = bot.start({ drop_pending_updates: true });
  await expect.poll(() => sandbox.telegram.bots.get(7002)?.endPoll).toBeDefined();
  expect(bot.botInfo).toMatchObject({ id: 7002, username: "echo_bot", can_read_all_group_messages: false });
  await control("POST", `/telegram/chats/7002:${ann.id}/messages`, { userId: ann.id, text: "hello" });
  await expect.poll(async () => (await transcript(`7002:${ann.id}`)).at(-1)?.text).toBe("You said hello");
  await bot.stop();
  await running;
  expect((await new Api(bot.token, { apiRoot: sandbox.telegramApiRoot }).getWebhookInfo()).pending_update_count).toBe(
    0,
  );
});
