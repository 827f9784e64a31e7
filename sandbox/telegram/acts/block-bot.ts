import { ControlError } from "../../http/control-error.ts";
import type { SandboxChat } from "../model/chat.ts";
import { announceBlocked } from "../updates/announce-member.ts";
import type { TelegramWorld } from "../world.ts";

/** A person blocks or unblocks a bot; the bot hears of it as `my_chat_member`. */
export function setBlocked(world: TelegramWorld, chat: SandboxChat, blocked: boolean): void {
  if (!chat.dialogue) throw new ControlError(400, "CHAT_NOT_PRIVATE", "only a private chat can be blocked");
  if (chat.dialogue.blocked === blocked) return;
  chat.dialogue.blocked = blocked;
  announceBlocked(world, chat, blocked);
}
