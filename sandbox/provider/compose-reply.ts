import { createHash } from "node:crypto";
import { markdownSample } from "./markdown-sample.ts";
import { sandboxWords } from "./sandbox-words.ts";

export interface ReplyInput {
  model: string;
  systemPrompt: string;
  /** Messages in the context, the last one included. */
  messageCount: number;
  lastUserText: string;
  /** Names of the tools the caller offers. */
  tools: readonly string[];
  /** The latest message is a tool's result: what it says. */
  toolResult?: string;
}

export type Reply = { kind: "text"; text: string } | { kind: "tool"; name: string; arguments: string; callId: string };

const maxWords = 100_000;

/**
 * The answer, a function of the input and nothing else. In the last user text `[[say:...]]` answers exactly that,
 * `[[words:N]]` N words, `[[markdown]]` a text with every kind of markup, and `call tool <name>` calls that tool.
 */
export function composeReply(input: ReplyInput): Reply {
  const text = input.lastUserText;
  const said = /\[\[say:([\s\S]*?)\]\]/.exec(text)?.[1];
  if (said !== undefined) return { kind: "text", text: said };
  const words = /\[\[words:(\d{1,6})\]\]/.exec(text)?.[1];
  if (words !== undefined) return { kind: "text", text: sandboxWords(Math.min(Number(words), maxWords)) };
  if (text.includes("[[markdown]]")) return { kind: "text", text: markdownSample };
  const tool = /\bcall tool ([\w-]{1,64})/i.exec(text)?.[1];
  if (tool && input.tools.includes(tool) && input.toolResult === undefined) {
    const args = JSON.stringify({ input: text.slice(0, 200), source: "sandbox" });
    return { kind: "tool", name: tool, arguments: args, callId: `call_${digest(`${tool}/${text}`, 24)}` };
  }
  return { kind: "text", text: demoAnswer(input) };
}

/** A few believable sentences that show what the model was given. */
function demoAnswer(input: ReplyInput): string {
  const asked = input.lastUserText.trim();
  const opening = openings[Number.parseInt(digest(asked, 4), 16) % openings.length] ?? openings[0];
  const context = input.messageCount === 1 ? "1 message" : `${input.messageCount} messages`;
  const system = input.systemPrompt === "" ? "no system prompt" : `system prompt ${digest(input.systemPrompt, 8)}`;
  const tool = input.toolResult === undefined ? "" : `\n\nThe tool returned: ${clip(input.toolResult, 300)}`;
  const echo = asked === "" ? "You sent no text." : `You wrote: “${clip(asked, 500)}”`;
  return `${opening}\n\n${echo}${tool}\n\nThis is a demo answer by ${input.model} (${system}, ${context} of context).`;
}

const openings = [
  "Thanks for your message! Here is what I can tell you.",
  "Good question. Let me take it step by step.",
  "Happy to help with that.",
  "I looked at what you sent; here is my answer.",
  "Sure, here is a short answer.",
];

function clip(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
