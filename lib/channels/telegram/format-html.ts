import type { OutboundPart } from "../adapter.ts";
import { parseMarkdown, type Span } from "./parse-markdown.ts";
import { splitSpans } from "./split-spans.ts";

/** Telegram's limit for the text of one message, in UTF-16 units after entities are parsed. */
export const MAX_MESSAGE_LENGTH = 4096;

/**
 * Turns a model's Markdown into messages in Telegram's HTML: every tag is closed in the message that opened it, none is
 * longer than Telegram takes, and together they hold all of the text.
 * @returns at least one part
 */
export function formatHtml(markdown: string, maxLength = MAX_MESSAGE_LENGTH): OutboundPart[] {
  const parts = splitSpans(parseMarkdown(markdown), maxLength).map((spans) => ({
    formatted: renderSpans(spans),
    plain: spans.map((span) => span.text).join(""),
  }));
  return parts.length > 0 ? parts : [{ formatted: "…", plain: "…" }];
}

/** Spans as HTML. Tags open and close in one fixed order, so they always nest. */
export function renderSpans(spans: Span[]): string {
  let html = "";
  let open: string[] = [];
  for (const span of spans) {
    const wanted = tagsOf(span);
    let common = 0;
    while (common < open.length && open[common] === wanted[common]) common += 1;
    for (const tag of open.slice(common).reverse()) html += closing(tag);
    for (const tag of wanted.slice(common)) html += opening(tag);
    html += escapeHtml(span.text);
    open = wanted;
  }
  for (const tag of [...open].reverse()) html += closing(tag);
  return html;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// A tag is written as name, or name and argument; a number keeps neighbouring blocks of one kind apart.
function tagsOf({ style }: Span): string[] {
  const tags: string[] = [];
  if (style.quote !== undefined) tags.push(`blockquote#${style.quote}`);
  // Telegram allows nothing inside code, and code inside nothing but a quote.
  if (style.pre !== undefined) return [...tags, `pre#${style.pre}#${style.language ?? ""}`];
  if (style.code) return [...tags, "code"];
  if (style.link !== undefined) tags.push(`a#${style.link}`);
  if (style.bold) tags.push("b");
  if (style.italic) tags.push("i");
  if (style.strike) tags.push("s");
  if (style.spoiler) tags.push("tg-spoiler");
  return tags;
}

function opening(tag: string): string {
  const [name = "", ...rest] = tag.split("#");
  if (name === "a") return `<a href="${escapeHtml(rest.join("#")).replaceAll('"', "&quot;")}">`;
  if (name !== "pre") return `<${name}>`;
  return rest[1] ? `<pre><code class="language-${rest[1]}">` : "<pre>";
}

function closing(tag: string): string {
  const [name = "", , language] = tag.split("#");
  return name === "pre" && language ? "</code></pre>" : `</${name}>`;
}
