import { ControlError } from "../../http/control-error.ts";
import { addMessage } from "../add-message.ts";
import type { SandboxChat, SandboxTopic } from "../model/chat.ts";
import type { TelegramWorld } from "../world.ts";
import { ownerOf } from "./join-chat.ts";

/** Telegram's colours for topic icons; the first is the usual one. */
const iconColor = 0x6fb9f0;

/** Opens a topic in a forum. Its id is that of the service message that says so. */
export function createTopic(
  world: TelegramWorld,
  chat: SandboxChat,
  options: { name: string; userId?: number },
): SandboxTopic {
  if (!chat.isForum) throw new ControlError(400, "CHAT_NOT_FORUM", "topics are for supergroups with isForum");
  const known = [...chat.topics.values()].find((topic) => topic.name === options.name);
  if (known) return known;
  const threadId = chat.nextMessageId;
  const topic: SandboxTopic = { threadId, name: options.name, iconColor, closed: false };
  chat.topics.set(threadId, topic);
  const fromId = options.userId ?? ownerOf(world, chat)?.id ?? 0;
  const service = { forum_topic_created: { name: options.name, icon_color: iconColor } };
  addMessage(world, chat, { fromId, threadId, service });
  return topic;
}

export function setTopicClosed(
  world: TelegramWorld,
  chat: SandboxChat,
  threadId: number,
  closed: boolean,
): SandboxTopic {
  const topic = chat.topics.get(threadId);
  if (!topic) throw new ControlError(404, "TOPIC_ID_INVALID", `no topic ${threadId} in this chat`);
  if (topic.closed === closed) return topic;
  topic.closed = closed;
  const service = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
  addMessage(world, chat, { fromId: ownerOf(world, chat)?.id ?? 0, threadId, service });
  return topic;
}
