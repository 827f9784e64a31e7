import { request } from "node:http";
import { expect, test } from "vitest";
import { telegramFixture } from "../testing/telegram-fixture.ts";

test("a page watches a chat live", async () => {
  const { sandbox, api, ann, dialogue, say } = await telegramFixture();
  await say(dialogue, ann.id, "/start");
  const response = await fetch(`${sandbox.url}/sandbox/telegram/chats/${dialogue}/events`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const until = async (part: string) => {
    while (!text.includes(part)) text += (await reader?.read())?.value ?? "";
  };
  await until("event: ready");
  await api.sendChatAction(ann.id, "typing");
  await until("event: action");
  await api.sendMessageDraft(ann.id, 5, "Thin");
  await until("event: draft");
  const { message_id } = await api.sendMessage(ann.id, "Thinking");
  await until('"text":"Thinking"');
  await api.editMessageText(ann.id, message_id, "Thought");
  await until('"text":"Thought"');
  await api.deleteMessage(ann.id, message_id);
  await until("event: delete");
  await reader?.cancel();
  const seqs = [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
});

test("people and chats get the same ids after a restart, and message ids go on", async () => {
  const make = async () => {
    const { api, ann, dialogue, say, control } = await telegramFixture();
    await say(dialogue, ann.id, "/start");
    const group = await control<{ id: number }>("POST", "/telegram/chats", { type: "supergroup", title: "Team" });
    const { message_id } = await api.sendMessage(ann.id, "x");
    const [update] = await api.getUpdates();
    return { user: ann.id, group: group.id, messageId: message_id, updateId: update?.update_id ?? 0 };
  };
  const before = await make();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const after = await make();
  expect([after.user, after.group]).toEqual([before.user, before.group]);
  expect(after.messageId).toBeGreaterThan(before.messageId);
  expect(after.updateId).toBeGreaterThan(before.updateId);
  expect(after.messageId).toBeLessThan(2 ** 31);
});

test("a person edits, deletes and sends what is no text", async () => {
  const { control, ann, dialogue, say, receive, transcript } = await telegramFixture();
  const message = await say(dialogue, ann.id, "helo");
  await control("PATCH", `/telegram/chats/${dialogue}/messages/${message.messageId}`, {
    userId: ann.id,
    text: "hello",
  });
  expect(await receive("edited_message")).toMatchObject({ text: "hello", edit_date: expect.any(Number) });
  await control("DELETE", `/telegram/chats/${dialogue}/messages/${message.messageId}`);
  expect(await transcript(dialogue)).toEqual([]);
  const photo = [{ file_id: "f", file_unique_id: "u", width: 1, height: 1 }];
  await control("POST", `/telegram/chats/${dialogue}/messages`, {
    userId: ann.id,
    content: { photo, caption: "look" },
  });
  expect(await receive("message")).toMatchObject({ photo, caption: "look" });
});

test("a refusal names the field; an unknown path is a 404", async () => {
  const { control, sandbox } = await telegramFixture();
  await expect(control("POST", "/telegram/users", { firstName: 3 })).rejects.toThrow(/400 invalid_body: .*firstName/s);
  await expect(control("GET", "/telegram/chats/-5")).rejects.toThrow("404 CHAT_ID_INVALID: no chat -5");
  await control("POST", "/telegram/reset");
  expect(await control("GET", "/telegram/users")).toEqual({ users: [] });
  expect((await fetch(`${sandbox.url}/sandbox/telegram/nothing`)).status).toBe(404);
});

test("only this machine's pages, under this machine's names, may control", async () => {
  const { sandbox } = await telegramFixture();
  const status = (headers: Record<string, string>) =>
    new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      const url = `${sandbox.url}/sandbox/telegram/users`;
      request(url, { headers, agent: false }, (response) => {
        response.resume();
        resolve([response.statusCode, response.headers["access-control-allow-origin"]]);
      })
        .on("error", reject)
        .end();
    });
  expect(await status({ host: "localhost:3002" })).toEqual([200, undefined]);
  expect(await status({ host: "[::1]:3002" })).toEqual([200, undefined]);
  expect(await status({ origin: "http://localhost:3000" })).toEqual([200, "http://localhost:3000"]);
  const foreign: Record<string, string>[] = [
    { host: "evil.example" },
    { host: "127.0.0.1.evil.example:3002" },
    { host: "localhost.evil.example" },
    { host: "10.0.0.1" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ];
  for (const headers of foreign) expect(await status(headers)).toEqual([403, undefined]);
});
