import type { MessageEntity } from "grammy/types";
import { badRequest } from "../bot-error.ts";
import { decodeHtmlEntity } from "./decode-html-entity.ts";
import { readStartTag } from "./read-start-tag.ts";

interface OpenTag {
  name: string;
  argument: string;
  offset: number;
}

/**
 * Telegram's `parse_mode` HTML, as its own server reads it: the same tags, the same nesting rules, the same errors with
 * byte offsets. Offsets and lengths of entities are in UTF-16 units. Throws a 400 BotError.
 */
export function parseHtml(source: string): { text: string; entities: MessageEntity[] } {
  let text = "";
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source[at] ?? "";
    if (char === "&") {
      const decoded = decodeHtmlEntity(source, at);
      text += decoded?.char ?? char;
      at = decoded?.next ?? at + 1;
    } else if (char !== "<") {
      text += char;
      at += 1;
    } else if (source[at + 1] !== "/") {
      const tag = readStartTag(source, at);
      open.push({ name: tag.name, argument: tag.argument, offset: text.length });
      at = tag.next;
    } else {
      at = closeTag(source, at, text, open, entities);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  return { text, entities };
}

function closeTag(source: string, begin: number, text: string, open: OpenTag[], entities: MessageEntity[]): number {
  const byteOffset = () => Buffer.byteLength(source.slice(0, begin));
  const tag = open.at(-1);
  if (!tag) throw badRequest(`can't parse entities: Unexpected end tag at byte offset ${byteOffset()}`);
  let end = begin + 2;
  while (end < source.length && !/[\s>]/.test(source[end] ?? "")) end += 1;
  const name = source.slice(begin + 2, end).toLowerCase();
  while (end < source.length && /\s/.test(source[end] ?? "")) end += 1;
  if (source[end] !== ">") {
    throw badRequest(`can't parse entities: Unclosed end tag at byte offset ${byteOffset()}`);
  }
  if (name !== "" && name !== tag.name) {
    throw badRequest(
      `can't parse entities: Unmatched end tag at byte offset ${byteOffset()}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }
  open.pop();
  if (text.length > tag.offset) addEntity(entities, tag, text);
  return end + 1;
}

const simpleTags: Record<string, "bold" | "italic" | "underline" | "strikethrough" | "spoiler"> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
};

function addEntity(entities: MessageEntity[], tag: OpenTag, text: string): void {
  const place = { offset: tag.offset, length: text.length - tag.offset };
  const last = entities.at(-1);
  const sameAsLast = last !== undefined && last.offset === place.offset && last.length === place.length;
  const simple = simpleTags[tag.name];
  if (simple) entities.push({ type: simple, ...place });
  else if (tag.name === "a") addLink(entities, place, tag.argument || text.slice(tag.offset));
  else if (tag.name === "blockquote") {
    entities.push({ type: tag.argument ? "expandable_blockquote" : "blockquote", ...place });
  } else if (tag.name === "tg-emoji") {
    if (tag.argument) entities.push({ type: "custom_emoji", ...place, custom_emoji_id: tag.argument });
  } else if (tag.name === "pre") {
    // <pre><code class="language-x"> is one entity; the inner one was closed just before.
    if (sameAsLast && last.type === "code" && codeLanguage.has(last)) {
      entities[entities.length - 1] = { type: "pre", ...place, language: codeLanguage.get(last) ?? "" };
    } else entities.push({ type: "pre", ...place });
  } else if (tag.name === "code") {
    if (sameAsLast && last.type === "pre" && tag.argument) {
      entities[entities.length - 1] = { type: "pre", ...place, language: tag.argument };
    } else {
      const entity: MessageEntity = { type: "code", ...place };
      if (tag.argument) codeLanguage.set(entity, tag.argument);
      entities.push(entity);
    }
  }
}

/** The language of an inline code entity, which only counts if a <pre> closes around it. */
const codeLanguage = new WeakMap<MessageEntity, string>();

function addLink(entities: MessageEntity[], place: { offset: number; length: number }, href: string): void {
  const userId = /^tg:(?:\/\/)?user\?id=(\d+)$/i.exec(href)?.[1];
  if (userId) {
    const user = { id: Number(userId), is_bot: false, first_name: "" };
    entities.push({ type: "text_mention", ...place, user });
    return;
  }
  const url = checkedUrl(href);
  if (url) entities.push({ type: "text_link", ...place, url });
}

/** The link as Telegram keeps it, or nothing when it is none: then the text stays without an entity. */
function checkedUrl(href: string): string | undefined {
  if (/^(?:tg|ton):/i.test(href)) return href;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(href) ? href : `http://${href}`;
  try {
    const url = new URL(withScheme);
    const hostIsPlausible = url.hostname.includes(".") || url.hostname.startsWith("[");
    return /^(?:https?|ftp):$/.test(url.protocol) && hostIsPlausible ? url.href : undefined;
  } catch {
    return undefined;
  }
}
