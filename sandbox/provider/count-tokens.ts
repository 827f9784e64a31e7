import { LRUCache } from "lru-cache";
import { tokensOf } from "./tokenizer.ts";

/** Counts of texts already counted, at most 8 M characters of them. */
const counts = new LRUCache<string, number>({
  max: 20_000,
  maxSize: 8_000_000,
  sizeCalculation: (_, text) => text.length + 1,
});

/** Tokens of a text in o200k_base, the encoding of OpenAI's current models. */
export function countSandboxTokens(text: string): number {
  if (text === "") return 0;
  const known = counts.get(text);
  if (known !== undefined) return known;
  const count = tokensOf(text).length;
  counts.set(text, count);
  return count;
}

export interface CountedMessage {
  role?: unknown;
  name?: unknown;
  content?: unknown;
  tool_calls?: unknown;
}

/** Per message and for the start of the answer, as in OpenAI's cookbook "How to count tokens with tiktoken". */
const perMessage = 3;
const perName = 1;
const forAnswer = 3;
/** What OpenAI charges for an image at low detail. */
const perImage = 85;

/**
 * `usage.prompt_tokens` of a chat: 3 per message and 3 for the answer's start, plus the tokens of each role, name (and
 * 1 for it) and content, of tool calls and of the tools' declaration as JSON. An image part counts 85.
 */
export function countSandboxPromptTokens(messages: readonly CountedMessage[], tools?: unknown): number {
  let total = forAnswer;
  for (const message of messages) {
    total += perMessage + countSandboxTokens(String(message.role ?? "")) + countContent(message.content);
    if (typeof message.name === "string") total += perName + countSandboxTokens(message.name);
    if (message.tool_calls) total += countSandboxTokens(JSON.stringify(message.tool_calls));
  }
  if (Array.isArray(tools) && tools.length > 0) total += countSandboxTokens(JSON.stringify(tools));
  return total;
}

/** The text of a message's content, a string or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => (typeof part?.text === "string" ? part.text : "")).join("");
}

function countContent(content: unknown): number {
  if (typeof content === "string") return countSandboxTokens(content);
  if (!Array.isArray(content)) return 0;
  const images = content.filter((part) => part?.type === "image_url").length;
  return countSandboxTokens(textOf(content)) + images * perImage;
}
