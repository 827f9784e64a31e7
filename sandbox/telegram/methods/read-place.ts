import { badRequest } from "../bot-error.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { Params } from "../params.ts";

/** The topic and the replied-to message of a call that sends something. */
export function readPlace(chat: SandboxChat, params: Params): { threadId?: number; replyToId?: number } {
  const reply = params.json<{ message_id?: number; allow_sending_without_reply?: boolean }>(
    "reply_parameters",
    "reply parameters",
  ) ?? { message_id: params.integer("reply_to_message_id"), allow_sending_without_reply: false };
  const threadId = readThread(chat, params.integer("message_thread_id"));
  const wanted = reply.message_id === undefined ? undefined : Number(reply.message_id);
  const repliedTo = wanted === undefined ? undefined : chat.messages.get(wanted);
  if (wanted !== undefined && (!repliedTo || repliedTo.deleted)) {
    const mayGoWithout = reply.allow_sending_without_reply === true || params.boolean("allow_sending_without_reply");
    if (!mayGoWithout) throw badRequest("message to be replied not found");
    return { threadId };
  }
  return { threadId: threadId ?? repliedTo?.threadId, replyToId: wanted };
}

/** The general topic is 1 on the wire and no thread in a message. */
function readThread(chat: SandboxChat, threadId: number | undefined): number | undefined {
  if (threadId === undefined || threadId === 0) return undefined;
  if (chat.isForum) {
    if (threadId === 1) return undefined;
    const topic = chat.topics.get(threadId);
    if (!topic) throw badRequest("message thread not found");
    if (topic.closed) throw badRequest("TOPIC_CLOSED");
    return threadId;
  }
  if (chat.type === "supergroup" && chat.messages.has(threadId)) return threadId;
  throw badRequest("message thread not found");
}
