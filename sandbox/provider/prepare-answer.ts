import { LRUCache } from "lru-cache";
import { composeReply } from "./compose-reply.ts";
import { planReply, type ReplyPlan } from "./plan-reply.ts";
import { type ChatRequest, readChatRequest } from "./read-chat-request.ts";

export interface PreparedAnswer {
  request: ChatRequest;
  /** Works the answer out when it is first asked for: a fault may come before it. */
  plan(chunkSize: number): ReplyPlan;
}

/** Answers to bodies seen before, at most 16 M characters of them: the answer is a function of the body alone. */
const prepared = new LRUCache<string, PreparedAnswer>({
  max: 2000,
  maxSize: 16_000_000,
  maxEntrySize: 200_000,
  sizeCalculation: (_, body) => body.length + 1,
});

/** Reads a body and prepares its answer. Throws a ProviderError for a body that is no chat completion. */
export function prepareAnswer(body: string): PreparedAnswer {
  const known = prepared.get(body);
  if (known) return known;
  const request = readChatRequest(body);
  let latest: { chunkSize: number; plan: ReplyPlan } | undefined;
  const answer: PreparedAnswer = {
    request,
    plan(chunkSize) {
      if (latest?.chunkSize !== chunkSize) {
        latest = { chunkSize, plan: planReply(composeReply(request.input), chunkSize, request.maxTokens) };
      }
      return latest.plan;
    },
  };
  prepared.set(body, answer);
  return answer;
}
