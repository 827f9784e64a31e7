import type { TokenUsage } from "./token-usage.ts";
import { usageIn } from "./token-usage.ts";

/** What one event of a streamed completion says. */
export interface StreamEvent {
  /** The event's JSON; undefined for comments, `[DONE]` and what is no JSON. */
  json: { model?: unknown; choices?: unknown; usage?: unknown; error?: unknown; [field: string]: unknown } | undefined;
  kind: "chunk" | "done" | "comment" | "error";
  /** Everything the model wrote in it: text, reasoning, refusal, names and arguments of tools. */
  produced: string;
  /** Of that, the first choice's text. */
  text: string;
  finished: boolean;
  usage: TokenUsage | undefined;
}

/** @param event one event of the stream without its closing blank line, each byte as one character (latin1) */
export function readEvent(event: string): StreamEvent {
  const data = dataOf(event);
  if (data === undefined) return { ...NOTHING, kind: "comment" };
  if (data === "[DONE]") return { ...NOTHING, kind: "done", finished: true };
  const json = parse(data);
  if (!json || json.error || (!Array.isArray(json.choices) && !json.usage)) return { ...NOTHING, json, kind: "error" };
  const choices = Array.isArray(json.choices) ? json.choices : [];
  const deltas = choices.map((choice) => choice?.delta ?? choice?.message ?? {});
  return {
    json,
    kind: "chunk",
    produced: deltas.map(writtenIn).join(""),
    text: typeof deltas[0]?.content === "string" ? deltas[0].content : "",
    finished: choices.some((choice) => typeof choice?.finish_reason === "string"),
    usage: usageIn(json.usage),
  };
}

/** Everything the model wrote in a message or a delta. */
export function writtenIn(message: Record<string, unknown>): string {
  let written = "";
  for (const field of ["content", "reasoning_content", "reasoning", "refusal"]) {
    const value = message[field];
    if (typeof value === "string") written += value;
  }
  if (Array.isArray(message.tool_calls)) {
    for (const call of message.tool_calls) written += `${call?.function?.name ?? ""}${call?.function?.arguments ?? ""}`;
  }
  return written;
}

const NOTHING = { json: undefined, produced: "", text: "", finished: false, usage: undefined };

function dataOf(event: string): string | undefined {
  if (event.startsWith("data:") && !event.includes("\n")) return event.slice(5).trim();
  const lines = event.split("\n").filter((line) => line.startsWith("data:"));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(5).trim()).join("\n");
}

function parse(data: string): StreamEvent["json"] {
  try {
    const json: unknown = JSON.parse(Buffer.from(data, "latin1").toString("utf8"));
    return typeof json === "object" && json !== null ? (json as StreamEvent["json"]) : undefined;
  } catch {
    return undefined;
  }
}
