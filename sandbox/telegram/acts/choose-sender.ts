import { ControlError } from "../../http/control-error.ts";
import { memberOf } from "../chats.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isAdministrator } from "../model/member.ts";
import type { TelegramWorld } from "../world.ts";

/**
 * The chat in whose name a person writes into a group, if not in their own: the group, as an anonymous administrator, or
 * a channel of theirs. Throws SEND_AS_PEER_INVALID for one they may not speak for.
 */
export function chooseSender(
  world: TelegramWorld,
  chat: SandboxChat,
  options: { userId: number; sendAs?: number },
): number | undefined {
  if (chat.type !== "supergroup" && chat.type !== "group") return undefined;
  const { userId, sendAs } = options;
  const member = memberOf(world, chat, userId);
  if (sendAs === undefined) return isAdministrator(member) && member?.isAnonymous ? chat.id : undefined;
  const sender = world.chats.get(String(sendAs));
  const isOwnGroup = sender === chat && isAdministrator(member) && member?.isAnonymous === true;
  const isOwnChannel = sender?.type === "channel" && memberOf(world, sender, userId)?.status === "creator";
  if (sender && (isOwnGroup || isOwnChannel)) return sender.id;
  throw new ControlError(400, "SEND_AS_PEER_INVALID", `sendAs: ${userId} may not write in the name of ${sendAs}`);
}
