import { findChat, requireRight } from "../access.ts";
import { createTopic, setTopicClosed } from "../acts/topics.ts";
import { badRequest } from "../bot-error.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { Method, MethodCall } from "./method.ts";

export const createForumTopic: Method = (call) => {
  const chat = findForum(call);
  const name = call.params.string("name").trim();
  if (name === "" || name.length > 128) throw badRequest("TOPIC_TITLE_EMPTY");
  const topic = createTopic(call.world, chat, { name, userId: call.bot.id });
  return { message_thread_id: topic.threadId, name: topic.name, icon_color: topic.iconColor };
};

/** closeForumTopic and reopenForumTopic. */
export function changeForumTopic(closed: boolean): Method {
  return (call) => {
    const chat = findForum(call);
    const topic = chat.topics.get(call.params.integer("message_thread_id") ?? 0);
    if (!topic) throw badRequest("message thread not found");
    if (topic.closed === closed) throw badRequest("TOPIC_NOT_MODIFIED");
    setTopicClosed(call.world, chat, topic.threadId, closed);
    return true;
  };
}

function findForum({ world, bot, params }: MethodCall): SandboxChat {
  const chat = findChat(world, bot, params);
  if (!chat.isForum) throw badRequest("the chat is not a forum");
  requireRight(world, bot, chat, "can_manage_topics", "manage topics");
  return chat;
}
