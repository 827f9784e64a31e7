import type { SandboxChat } from "./model/chat.ts";
import type { SandboxMessage } from "./model/message.ts";
import { announceMessage } from "./updates/announce-message.ts";
import type { TelegramWorld } from "./world.ts";

/** Messages kept per chat; older ones are forgotten, as if they had been deleted. */
const maxMessagesPerChat = 10_000;

export type NewMessage = Pick<SandboxMessage, "fromId"> & Partial<Omit<SandboxMessage, "id" | "date">>;

/** Puts a message into a chat and tells everyone concerned. The caller has checked that it may be sent. */
export function addMessage(world: TelegramWorld, chat: SandboxChat, fields: NewMessage): SandboxMessage {
  const message: SandboxMessage = {
    asChannel: chat.type === "channel",
    entities: [],
    silent: false,
    edits: 0,
    deleted: false,
    ...fields,
    id: chat.nextMessageId,
    date: world.date(),
  };
  chat.nextMessageId += 1;
  chat.messages.set(message.id, message);
  if (chat.messages.size > maxMessagesPerChat) {
    const oldest = chat.messages.keys().next().value;
    if (oldest !== undefined) chat.messages.delete(oldest);
  }
  if (world.bots.has(message.fromId)) {
    chat.drafts.clear();
    chat.action = undefined;
  }
  announceMessage(world, chat, message, "new");
  return message;
}
