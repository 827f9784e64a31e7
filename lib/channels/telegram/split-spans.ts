import type { Span } from "./parse-markdown.ts";

/**
 * Cuts styled text into pieces of at most `maxLength` UTF-16 units, where a reader would: at the end of a paragraph,
 * else of a line, else of a word, and only then anywhere, but never inside a surrogate pair. A style that is cut goes on
 * in the next piece. Pieces of white space alone are left out: Telegram refuses them.
 * @param maxLength at least 2
 */
export function splitSpans(spans: Span[], maxLength: number): Span[][] {
  const text = spans.map((span) => span.text).join("");
  const pieces: Span[][] = [];
  let start = 0;
  while (start < text.length) {
    const end = text.length - start <= maxLength ? text.length : cutPoint(text, start, start + maxLength);
    if (text.slice(start, end).trim() !== "") pieces.push(sliceSpans(spans, start, end));
    start = end;
  }
  return pieces;
}

/** The best place in (start, limit] to cut at. */
function cutPoint(text: string, start: number, limit: number): number {
  // Cutting in the first half would make many small messages out of one.
  const earliest = start + Math.floor((limit - start) / 2);
  for (const separator of ["\n\n", "\n", " "]) {
    const at = text.lastIndexOf(separator, limit - separator.length);
    if (at >= earliest) return at + separator.length;
  }
  const splitsPair = isHighSurrogate(text.charCodeAt(limit - 1)) && isLowSurrogate(text.charCodeAt(limit));
  return splitsPair && limit - 1 > start ? limit - 1 : limit;
}

function sliceSpans(spans: Span[], start: number, end: number): Span[] {
  const slice: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, span.text.length);
    if (from < to) slice.push({ text: span.text.slice(from, to), style: span.style });
    at += span.text.length;
    if (at >= end) break;
  }
  return slice;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
