import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Update } from "grammy/types";
import { expect, onTestFinished, test } from "vitest";
import { telegramFixture } from "../testing/telegram-fixture.ts";

interface Answer {
  status: number;
  body?: unknown;
}

/** A webhook that answers as told, 200 when it was not. */
async function hook() {
  const got: { update: Update; headers: IncomingHttpHeaders }[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (req, res) => {
    let text = "";
    for await (const part of req) text += part;
    got.push({ update: JSON.parse(text), headers: req.headers });
    const answer = answers.shift() ?? { status: 200 };
    res.writeHead(answer.status, { "content-type": "application/json" });
    res.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { got, answers, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

test("updates come in order, with the secret, again after a failure, and never while one is refused", async () => {
  const { api, ann, dialogue, say } = await telegramFixture({ settings: { webhookRetryBaseMs: 10 } });
  const { got, answers, url } = await hook();
  answers.push({ status: 200 }, { status: 500 }, { status: 302 });
  await api.setWebhook(url, { secret_token: "s3cret_-" });
  for (const text of ["1", "2", "3"]) await say(dialogue, ann.id, text);
  await expect.poll(() => got.length).toBe(5);
  expect(got.map(({ update }) => update.message?.text)).toEqual(["1", "2", "2", "2", "3"]);
  expect(got.every(({ headers }) => headers["x-telegram-bot-api-secret-token"] === "s3cret_-")).toBe(true);
  await expect.poll(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0);
  expect(await api.getWebhookInfo()).toMatchObject({
    url,
    max_connections: 40,
    last_error_message: "Wrong response from the webhook: 302 Found",
  });
});

test("what waits is counted, named and kept while nobody listens", async () => {
  const { api, ann, dialogue, say } = await telegramFixture({ settings: { webhookRetryBaseMs: 10 } });
  const { server, url, got } = await hook();
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  await api.setWebhook(url);
  await say(dialogue, ann.id, "patience");
  await expect.poll(async () => (await api.getWebhookInfo()).last_error_message).toBe("Connection refused");
  expect((await api.getWebhookInfo()).pending_update_count).toBe(1);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect.poll(() => got.map(({ update }) => update.message?.text)).toEqual(["patience"]);
});

test("a webhook may answer with a call", async () => {
  const { api, ann, dialogue, say, transcript } = await telegramFixture();
  const { answers, url } = await hook();
  answers.push({ status: 200, body: { method: "sendMessage", chat_id: ann.id, text: "at once" } });
  await api.setWebhook(url);
  await say(dialogue, ann.id, "quick");
  await expect.poll(async () => (await transcript(dialogue)).at(-1)?.text).toBe("at once");
});

test("a wrong webhook is refused, and dropping pending updates drops them", async () => {
  const { api, ann, dialogue, say } = await telegramFixture();
  await expect(api.setWebhook("ftp://example.com")).rejects.toMatchObject({ error_code: 400 });
  await expect(api.setWebhook("http://127.0.0.1:9/", { secret_token: "no spaces" })).rejects.toMatchObject({
    description: "Bad Request: secret token contains unallowed characters",
  });
  await say(dialogue, ann.id, "old");
  await api.deleteWebhook({ drop_pending_updates: true });
  expect(await api.getUpdates()).toEqual([]);
});
