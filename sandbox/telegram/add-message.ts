import type { SandboxChat } from "./model/chat.ts";
import type { SandboxMessage } from "./model/message.ts";
import { compact, renderChat } from "./render-chat.ts";
import { telegramService } from "./service-users.ts";
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
  const kept = message.ephemeral ? chat.ephemeral : chat.messages;
  kept.set(message.id, message);
  if (kept.size > maxMessagesPerChat) {
    const oldest = kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
  }
  if (world.bots.has(message.fromId)) {
    chat.drafts.clear();
    chat.action = undefined;
  }
  announceMessage(world, chat, message, "new");
  if (chat.type === "channel" && chat.linkedChatId !== undefined) forwardToGroup(world, chat, message);
  return message;
}

/** A channel's post appears in the group that is linked with it, forwarded by Telegram itself in the channel's name. */
function forwardToGroup(world: TelegramWorld, channel: SandboxChat, post: SandboxMessage): void {
  const group = world.chats.get(String(channel.linkedChatId));
  if (group?.type !== "supergroup" || post.service) return;
  const origin = { type: "channel", date: post.date, chat: renderChat(world, channel), message_id: post.id };
  addMessage(world, group, {
    fromId: telegramService.id,
    senderChatId: channel.id,
    text: post.text,
    entities: post.entities,
    keyboard: post.keyboard,
    content: compact({ ...post.content, is_automatic_forward: true, forward_origin: origin }),
  });
}
