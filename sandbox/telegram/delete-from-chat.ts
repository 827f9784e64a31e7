import type { SandboxChat } from "./model/chat.ts";
import type { SandboxMessage } from "./model/message.ts";
import type { TelegramWorld } from "./world.ts";

/** Takes a message away. Bots are not told, as on Telegram; its id stays taken. */
export function deleteFromChat(world: TelegramWorld, chat: SandboxChat, message: SandboxMessage): void {
  message.deleted = true;
  if (message.ephemeral) chat.ephemeral.delete(message.id);
  chat.pinned = chat.pinned.filter((id) => id !== message.id);
  world.emit(chat, "delete", { messageId: message.id });
}
