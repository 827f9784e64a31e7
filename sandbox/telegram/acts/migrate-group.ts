import { ControlError } from "../../http/control-error.ts";
import { addMessage } from "../add-message.ts";
import { createChat } from "../chats.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { TelegramWorld } from "../world.ts";
import { ownerOf } from "./join-chat.ts";

/** A group becomes a supergroup with an id of its own; calls to the old one are told so. */
export function migrateGroup(world: TelegramWorld, chat: SandboxChat, id?: number): SandboxChat {
  if (chat.type !== "group") throw new ControlError(400, "CHAT_NOT_GROUP", `a ${chat.type} cannot be upgraded`);
  if (chat.migratedTo !== undefined) throw new ControlError(409, "CHAT_MIGRATED", `it is ${chat.migratedTo} already`);
  const title = chat.title ?? "";
  const supergroup = createChat(world, { id, type: "supergroup", title, permissions: chat.permissions });
  for (const [userId, member] of chat.members) supergroup.members.set(userId, { ...member });
  const fromId = ownerOf(world, chat)?.id ?? [...chat.members.keys()][0] ?? 0;
  addMessage(world, chat, { fromId, service: { migrate_to_chat_id: supergroup.id } });
  addMessage(world, supergroup, { fromId, service: { migrate_from_chat_id: chat.id } });
  chat.migratedTo = supergroup.id;
  world.emit(chat, "chat", { migratedTo: supergroup.id });
  return supergroup;
}
