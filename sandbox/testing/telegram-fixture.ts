import { Api } from "grammy";
import type { Update } from "grammy/types";
import { onTestFinished } from "vitest";
import { startSandbox } from "../start-sandbox.ts";
import type { viewChatInFull, viewMessage } from "../telegram/control/views.ts";
import type { TelegramWorldOptions } from "../telegram/world.ts";
import { controlClient } from "./control-client.ts";

export type MessageView = ReturnType<typeof viewMessage>;
export type ChatView = ReturnType<typeof viewChatInFull>;

/** A sandbox of the test's own, with one bot and one person who started it. Closed when the test is over. */
export async function telegramFixture(options: TelegramWorldOptions = {}) {
  const sandbox = await startSandbox({ telegram: options });
  onTestFinished(() => sandbox.close());
  const control = controlClient(sandbox.url);
  const token = "7001:sandbox-helper";
  const api = new Api(token, { apiRoot: sandbox.telegramApiRoot });
  const me = await api.getMe();
  const ann = await control<{ id: number }>("POST", "/telegram/users", { firstName: "Ann", username: "ann" });
  const dialogue = `${me.id}:${ann.id}`;
  const say = (chat: string | number, userId: number, text: string, more: Record<string, unknown> = {}) =>
    control<MessageView>("POST", `/telegram/chats/${chat}/messages`, { userId, text, ...more });
  const transcript = async (chat: string | number) =>
    (await control<{ messages: MessageView[] }>("GET", `/telegram/chats/${chat}/messages`)).messages;
  return { sandbox, control, token, api, me, ann, dialogue, say, transcript, receive: receiver(api) };
}

/** Reads the bot's updates in order until one of a kind comes, within five seconds. */
export function receiver(api: Api) {
  let offset = 0;
  const read: Update[] = [];
  return async function receive<K extends keyof Update>(kind: K): Promise<NonNullable<Update[K]>> {
    for (;;) {
      const update = read.shift();
      if (update?.[kind] !== undefined) return update[kind] as NonNullable<Update[K]>;
      if (update) continue;
      const updates = await api.getUpdates({ offset, timeout: 5, allowed_updates: everyKind });
      if (updates.length === 0) throw new Error(`no ${kind} update came`);
      offset = (updates.at(-1)?.update_id ?? 0) + 1;
      read.push(...updates);
    }
  };
}

const everyKind = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "callback_query",
  "my_chat_member",
  "chat_member",
  "chat_join_request",
] as const;
