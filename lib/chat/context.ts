import { countTokens, TOKENS_PER_MESSAGE } from "./count-tokens.ts";

export interface ContextMessage {
  role: "user" | "assistant";
  text: string;
  /** Who wrote it, in rooms of many people. */
  senderName?: string;
}

export interface ContextOptions {
  systemPrompt: string;
  /** What is being answered. */
  current: ContextMessage;
  /** What was said before in the session, newest first. */
  history: ContextMessage[];
  /** At most this many messages beside the system prompt, the current one among them. */
  maxHistory: number;
  /** Tokens that the model takes in and puts out together. */
  contextWindow: number;
  /** Tokens that the model may put out; null when unknown. */
  maxOutput: number | null;
}

export interface ChatContext {
  messages: { role: "system" | "user" | "assistant"; content: string }[];
  /** History messages left out for want of room or by the limit. */
  dropped: number;
  /** False when even the current message alone is more than the model takes. */
  fits: boolean;
}

// Of the window, kept for the answer when the model does not say how long one can be.
const OUTPUT_SHARE = 4;
const MAX_OUTPUT_RESERVE = 4_096;
// Other tokenizers than the one we count with may need more.
const SAFETY = 0.95;

/** What the model is given: the system prompt, then as much of the session as fits, the newest kept, oldest first. */
export async function buildContext(options: ContextOptions): Promise<ChatContext> {
  const { systemPrompt, current, history, maxHistory, contextWindow, maxOutput } = options;
  const reserve = Math.min(
    maxOutput ?? MAX_OUTPUT_RESERVE,
    MAX_OUTPUT_RESERVE,
    Math.floor(contextWindow / OUTPUT_SHARE),
  );
  let left = Math.floor((contextWindow - reserve) * SAFETY);
  if (systemPrompt) left -= await costOf(systemPrompt, left);
  const currentContent = contentOf(current);
  left -= await costOf(currentContent, left);
  const fits = left >= 0;
  const kept: ChatContext["messages"] = [];
  for (const message of history.slice(0, Math.max(0, maxHistory - 1))) {
    const content = contentOf(message);
    left -= await costOf(content, left);
    if (left < 0) break;
    kept.unshift({ role: message.role, content });
  }
  const system = systemPrompt ? [{ role: "system" as const, content: systemPrompt }] : [];
  return {
    messages: [...system, ...kept, { role: current.role, content: currentContent }],
    dropped: history.length - kept.length,
    fits,
  };
}

function contentOf(message: ContextMessage): string {
  return message.senderName ? `${message.senderName}: ${message.text}` : message.text;
}

/** Tokens of one message; a text that is certainly too long is not counted to its end. */
async function costOf(text: string, budget: number): Promise<number> {
  return (await countTokens([text], Math.max(0, budget))) + TOKENS_PER_MESSAGE;
}
