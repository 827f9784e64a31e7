import { Api } from "grammy";
import { expect, test } from "vitest";
import { telegramFixture } from "../testing/telegram-fixture.ts";

test("faults hit the calls they name, as often as they say", async () => {
  const { api, ann, dialogue, say, control, transcript, sandbox, token } = await telegramFixture();
  await say(dialogue, ann.id, "/start");
  const fault = (rule: Record<string, unknown>) => control("POST", "/telegram/faults", rule);
  await fault({ method: "sendMessage", chatId: ann.id, status: 429, retryAfter: 3, times: 2 });
  await api.sendChatAction(ann.id, "typing");
  for (let time = 0; time < 2; time += 1) {
    await expect(api.sendMessage(ann.id, "x")).rejects.toMatchObject({
      error_code: 429,
      description: "Too Many Requests: retry after 3",
      parameters: { retry_after: 3 },
    });
  }
  await api.sendMessage(ann.id, "third");

  await fault({ method: "sendMessage", status: 500, description: "Internal Server Error", afterEffect: true });
  await expect(api.sendMessage(ann.id, "really sent")).rejects.toMatchObject({ error_code: 500 });
  await fault({ method: "sendMessage", dropConnection: true, afterEffect: true });
  await expect(api.sendMessage(ann.id, "sent, connection lost")).rejects.toThrow("Network request");
  await fault({ dropConnection: true });
  await expect(api.sendMessage(ann.id, "never sent")).rejects.toThrow("Network request");
  await fault({ delayMs: 120 });
  const startedAt = performance.now();
  await api.sendMessage(ann.id, "late");
  expect(performance.now() - startedAt).toBeGreaterThan(110);
  await fault({ hang: true });
  const impatient = new Api(token, { apiRoot: sandbox.telegramApiRoot, timeoutSeconds: 0.2 });
  await expect(impatient.sendMessage(ann.id, "lost")).rejects.toThrow();

  expect((await transcript(dialogue)).map((message) => message.text)).toEqual([
    "/start",
    "third",
    "really sent",
    "sent, connection lost",
    "late",
  ]);
  await expect
    .poll(async () => {
      const { calls } = await control<{ calls: { status: number }[] }>(
        "GET",
        `/telegram/bots/7001/calls?method=sendMessage&chatId=${ann.id}`,
      );
      return calls.map((call) => call.status);
    })
    .toEqual([429, 429, 200, 500, 0, 0, 200, 0]);
  await control("DELETE", "/telegram/faults");
});

test("flood limits, once on, tell how long to wait and mean it", async () => {
  let now = Date.UTC(2026, 5, 1);
  const { api, ann, dialogue, say, control } = await telegramFixture({ now: () => now });
  await say(dialogue, ann.id, "/start");
  for (let count = 0; count < 40; count += 1) await api.sendMessage(ann.id, "free");
  await control("PATCH", "/telegram/settings", { limits: { enabled: true, chatBurst: 2 } });
  const { message_id } = await api.sendMessage(ann.id, "1");
  await api.editMessageText(ann.id, message_id, "2");
  await expect(api.editMessageText(ann.id, message_id, "3")).rejects.toMatchObject({ parameters: { retry_after: 1 } });
  now += 1000;
  await api.editMessageText(ann.id, message_id, "3");
  await expect(api.sendMessage(ann.id, "x")).rejects.toMatchObject({ error_code: 429 });

  const group = await control<{ id: number }>("POST", "/telegram/chats", {
    type: "supergroup",
    title: "Busy",
    members: [{ userId: 7001, status: "member" }],
  });
  for (let count = 0; count < 20; count += 1) {
    await api.sendMessage(group.id, "x");
    now += 1000;
  }
  let sent = 0;
  let refusal: { parameters?: { retry_after?: number } } | undefined;
  while (!refusal && sent < 40) {
    await api.sendMessage(group.id, "x").then(
      () => sent++,
      (error) => {
        refusal = error;
      },
    );
    now += 1000;
  }
  const wait = refusal?.parameters?.retry_after ?? 0;
  expect(wait).toBeGreaterThan(0);
  now += wait * 1000;
  await api.sendMessage(group.id, "again");
});
