import type { OutboundPart } from "../../channels/adapter.ts";
import { formatHtml } from "../../channels/telegram/format-html.ts";
import { invalidField } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";

/** A broadcast's Markdown as the one message that it has to be, and whether it fits into one. */
export function formatBroadcast(text: string): { part: OutboundPart | null; fits: boolean } {
  if (text.trim() === "") return { part: null, fits: true };
  const parts = formatHtml(text);
  return { part: parts[0] ?? null, fits: parts.length === 1 };
}

/** @throws AppError invalid_input for what needs more than one message: half of it could arrive and half fail */
export function checkBroadcastText(text: string): void {
  if (!formatBroadcast(text).fits) {
    throw invalidField("text", said`The text must fit into one message: what is shown of it, at most 4096 characters.`);
  }
}
