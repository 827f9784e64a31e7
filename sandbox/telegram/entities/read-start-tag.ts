import { badRequest } from "../bot-error.ts";
import { decodeHtmlEntity } from "./decode-html-entity.ts";

const knownTags = new Set(
  "a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote".split(" "),
);

interface StartTag {
  name: string;
  /** The one attribute that matters to the tag: href, language, emoji id, or "1" for an expandable quote. */
  argument: string;
  next: number;
}

/** Reads the start tag at `begin`, with Telegram's errors for what it does not take. */
export function readStartTag(source: string, begin: number): StartTag {
  const fail = (problem: string) =>
    badRequest(`can't parse entities: ${problem} at byte offset ${Buffer.byteLength(source.slice(0, begin))}`);
  let at = skip(source, begin + 1, /[^\s>]/);
  if (at >= source.length) throw fail("Unclosed start tag");
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!knownTags.has(name)) throw fail(`Unsupported start tag "${name}"`);

  let argument = "";
  for (;;) {
    at = skip(source, at, /\s/);
    if (at >= source.length) throw fail(`Unclosed start tag "${name}"`);
    if (source[at] === ">") break;
    const nameEnd = skip(source, at, /[^\s=>/"']/);
    const attribute = source.slice(at, nameEnd).toLowerCase();
    if (attribute === "") throw fail(`Empty attribute name in the tag "${name}"`);
    at = skip(source, nameEnd, /\s/);
    if (at >= source.length) throw fail(`Unclosed start tag "${name}"`);
    if (source[at] !== "=") {
      if (name === "blockquote" && attribute === "expandable") argument = "1";
      continue;
    }
    at = skip(source, at + 1, /\s/);
    if (at >= source.length) throw fail(`Unclosed start tag "${name}"`);
    const value = readValue(source, at, fail);
    at = value.next;
    if (at >= source.length) throw fail(`Unclosed start tag "${name}"`);
    argument = argumentOf(name, attribute, value.text) ?? argument;
  }
  if (name === "span" && argument !== "spoiler") throw fail('Tag "span" must have class "tg-spoiler"');
  return { name, argument, next: at + 1 };
}

function readValue(source: string, start: number, fail: (problem: string) => Error): { text: string; next: number } {
  const quote = source[start];
  if (quote !== '"' && quote !== "'") {
    const end = skip(source, start, /[A-Za-z0-9.-]/);
    if (end < source.length && !/[\s>]/.test(source[end] ?? "")) throw fail("Unexpected end of name token");
    return { text: source.slice(start, end).toLowerCase(), next: end };
  }
  let text = "";
  let at = start + 1;
  while (at < source.length && source[at] !== quote) {
    const decoded = source[at] === "&" ? decodeHtmlEntity(source, at) : undefined;
    text += decoded?.char ?? source[at];
    at = decoded?.next ?? at + 1;
  }
  return { text, next: at < source.length ? at + 1 : at };
}

function argumentOf(tag: string, attribute: string, value: string): string | undefined {
  if (tag === "a" && attribute === "href") return value;
  if (tag === "code" && attribute === "class" && value.startsWith("language-")) return value.slice(9);
  if (tag === "span" && attribute === "class" && value.startsWith("tg-")) return value.slice(3);
  if (tag === "tg-emoji" && attribute === "emoji-id") return value;
  if (tag === "blockquote" && attribute === "expandable") return "1";
  return undefined;
}

/** The first place from `at` on whose character is not one of `chars`. */
function skip(source: string, at: number, chars: RegExp): number {
  let end = at;
  while (end < source.length && chars.test(source[end] ?? "")) end += 1;
  return end;
}
