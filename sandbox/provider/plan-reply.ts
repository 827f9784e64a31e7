import { LRUCache } from "lru-cache";
import type { Reply } from "./compose-reply.ts";
import { countSandboxTokens } from "./count-tokens.ts";
import { splitTokens } from "./split-tokens.ts";
import { tokenizer, tokensOf } from "./tokenizer.ts";

/** An answer ready to be sent: whole, and in pieces. */
export interface ReplyPlan {
  reply: Reply;
  /** The text, or the tool call's arguments. */
  body: string;
  pieces: readonly { text: string; json: string }[];
  completionTokens: number;
  finishReason: "stop" | "length" | "tool_calls";
}

const plans = new LRUCache<string, ReplyPlan>({
  max: 5000,
  maxSize: 16_000_000,
  sizeCalculation: (plan, key) => plan.body.length * 4 + key.length + 1,
});

/** Cuts an answer to `maxTokens`, splits it into chunks and counts it; the same answer is worked out once. */
export function planReply(reply: Reply, chunkSize: number, maxTokens: number | undefined): ReplyPlan {
  const body = reply.kind === "text" ? reply.text : reply.arguments;
  const name = reply.kind === "text" ? "" : `${reply.name}/${reply.callId}`;
  const key = `${chunkSize}/${maxTokens ?? ""}/${name}/${body}`;
  const known = plans.get(key);
  if (known) return known;
  const plan = makePlan(reply, body, chunkSize, maxTokens);
  plans.set(key, plan);
  return plan;
}

function makePlan(reply: Reply, body: string, chunkSize: number, maxTokens: number | undefined): ReplyPlan {
  if (reply.kind === "tool") {
    const completionTokens = countSandboxTokens(reply.name) + countSandboxTokens(body);
    return { reply, body, pieces: cut(body, chunkSize), completionTokens, finishReason: "tool_calls" };
  }
  const tokens = countSandboxTokens(body);
  if (maxTokens === undefined || tokens <= maxTokens) {
    return { reply, body, pieces: cut(body, chunkSize), completionTokens: tokens, finishReason: "stop" };
  }
  const kept = tokensOf(body).slice(0, maxTokens);
  // A character whose tokens were cut in two is left out.
  const text = tokenizer()
    .decode(kept)
    .replace(/\uFFFD+$/, "");
  return { reply, body: text, pieces: cut(text, chunkSize), completionTokens: maxTokens, finishReason: "length" };
}

function cut(text: string, chunkSize: number): ReplyPlan["pieces"] {
  return splitTokens(text, chunkSize).map((piece) => ({ text: piece, json: JSON.stringify(piece) }));
}
