import { afterAll, beforeAll } from "vitest";
import type { LoadedConnection } from "#lib/channels/load-connection.ts";
import { telegramAdapter } from "#lib/channels/telegram/adapter.ts";
import { SECRET_HEADER } from "#lib/channels/telegram/verify-secret.ts";
import { sha256Hex } from "#lib/infra/crypto.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { control } from "#tests/integration/assistant/harness.ts";
import { conformance } from "./conformance.ts";

const BOT_ID = 424_242;
let sandbox: Sandbox;
let nextUser = 9_000;
let nextFault = 1;

beforeAll(async () => {
  sandbox = await startSandbox();
  await control(sandbox, "POST", "/bots", { token: `${BOT_ID}:sandbox-conformance` });
});
afterAll(() => sandbox.close());

const FAULTS = {
  "rate-limit": { status: 429, retryAfter: 1 },
  "server-error": { status: 502 },
  "lost-answer": { dropConnection: true, afterEffect: true },
  forbidden: { status: 403 },
  unauthorized: { status: 401 },
} as const;

function connection(): LoadedConnection {
  return {
    ...{ id: "00000000-0000-7000-8000-000000000001", teamId: "00000000-0000-7000-8000-000000000002", kind: "TELEGRAM" },
    ...{
      name: "conformance",
      externalId: String(BOT_ID),
      username: "conformance_bot",
      defaultModel: null,
      active: true,
    },
    ...{ assistant: true, gate: false, inbox: false, token: `${BOT_ID}:sandbox-conformance` },
    settings: { apiRoot: sandbox.telegramApiRoot },
    webhookSecretHash: sha256Hex("the secret"),
  };
}

const person = { id: 77, is_bot: false, first_name: "Ann" };
const chat = { id: 77, type: "private", first_name: "Ann" };
const message = { message_id: 5, date: 1_700_000_000, chat, from: person };

conformance("telegram", () => ({
  adapter: telegramAdapter,
  connection,
  async room() {
    nextUser += 1;
    await control(sandbox, "POST", "/users", { id: nextUser, firstName: "Ann" });
    await control(sandbox, "POST", `/chats/${BOT_ID}:${nextUser}/messages`, { userId: nextUser, text: "hi" });
    return { connection: connection(), partnerRoomId: String(nextUser), isGroup: false };
  },
  inbound: (text) => ({
    created: { update_id: 1, message: { ...message, text } },
    edited: { update_id: 2, edited_message: { ...message, text: `${text}!`, edit_date: message.date + 5 } },
  }),
  meaningless: [
    { update_id: 1 },
    { update_id: 1, poll: { id: "1" } },
    { update_id: 1, channel_post: { ...message, chat: { id: -100, type: "channel", title: "News" }, text: "x" } },
    { update_id: 1, message: { ...message, from: { ...person, is_bot: true }, text: "x" } },
    { update_id: 1, message: { ...message, new_chat_members: [person] } },
    {
      update_id: 1,
      callback_query: { id: "1", from: person, chat_instance: "1", inline_message_id: "1", data: "m:x" },
    },
  ],
  genuineHeaders: () => new Headers({ [SECRET_HEADER]: "the secret" }),
  async shown({ partnerRoomId }) {
    const path = `/chats/${BOT_ID}:${partnerRoomId}/messages`;
    const { messages } = await control<{ messages: { from: { id: number }; text: string }[] }>(sandbox, "GET", path);
    return messages.filter(({ from }) => from.id === BOT_ID).map(({ text }) => text);
  },
  fail({ partnerRoomId }, how) {
    nextFault += 1;
    const fault = { id: nextFault, method: "sendMessage", chatId: partnerRoomId, times: 1, hits: 0 };
    sandbox.telegram.faults.push({ ...fault, ...FAULTS[how] });
  },
}));
