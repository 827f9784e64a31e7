import { ControlError } from "../../http/control-error.ts";
import { detectEntities, sortEntities } from "../entities/detect-entities.ts";
import { maxTextLength } from "../entities/format-text.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { SandboxMessage } from "../model/message.ts";
import { announceMessage } from "../updates/announce-message.ts";
import type { TelegramWorld } from "../world.ts";

/** A person changes a text of theirs; the bots hear of it as an edited message. */
export function editAsUser(
  world: TelegramWorld,
  chat: SandboxChat,
  message: SandboxMessage,
  options: { userId: number; text: string },
): void {
  if (message.fromId !== options.userId) {
    throw new ControlError(
      403,
      "MESSAGE_AUTHOR_REQUIRED",
      `userId: ${options.userId} did not write message ${message.id}`,
    );
  }
  const text = options.text.trim();
  if (text === "" || text.length > maxTextLength) {
    throw new ControlError(400, "MESSAGE_EMPTY", `text: 1 to ${maxTextLength} characters`);
  }
  if (text === message.text) return;
  message.text = text;
  message.entities = sortEntities(detectEntities(text));
  message.editDate = world.date();
  message.edits += 1;
  announceMessage(world, chat, message, "edited");
}
