import type { ServerResponse } from "node:http";
import type { ReplyPlan } from "./plan-reply.ts";
import type { ProviderCall } from "./provider-world.ts";
import type { ChatRequest } from "./read-chat-request.ts";
import type { ProviderFault } from "./settings.ts";

/** What it takes to send one answer, and the record that is kept of it. */
export interface AnswerTask {
  request: ChatRequest;
  plan: ReplyPlan;
  id: string;
  /** Unix seconds. */
  created: number;
  fault?: ProviderFault;
  call: Omit<ProviderCall, "seq" | "durationMs">;
  /** The text handed to the connection so far. */
  sent: { text: string };
  res: ServerResponse;
}

export function usageOf(task: AnswerTask): string {
  const prompt = task.request.promptTokens;
  const completion = task.plan.completionTokens;
  return JSON.stringify({
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  });
}
