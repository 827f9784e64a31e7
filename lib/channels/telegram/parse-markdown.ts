import { parseInline } from "./parse-inline.ts";

export interface SpanStyle {
  bold?: true;
  italic?: true;
  strike?: true;
  spoiler?: true;
  code?: true;
  link?: string;
  /** The number of the quote or code block it belongs to, so that neighbours stay apart. */
  quote?: number;
  pre?: number;
  language?: string;
}

/** A stretch of text with one style. */
export interface Span {
  text: string;
  style: SpanStyle;
}

const FENCE = /^( {0,3})(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}((?:>\s?)+)(.*)$/;
const BULLET = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/**
 * Reads the Markdown that chat models write (CommonMark's common parts, plus tables, task lists, strike-through and
 * spoilers) into styled text. Whatever is not markup stays as it is: no input fails, and no text is lost.
 */
export function parseMarkdown(markdown: string): Span[] {
  const lines = markdown.replaceAll("\r\n", "\n").replaceAll("\0", "").split("\n");
  const blocks: Span[][] = [];
  let at = 0;
  let number = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const fence = FENCE.exec(line);
    if (fence) {
      const end = findFenceEnd(lines, at + 1, fence[2] ?? "```");
      number += 1;
      const style: SpanStyle = { pre: number, ...(fence[3] ? { language: fence[3].replaceAll("#", "sharp") } : {}) };
      const text = lines.slice(at + 1, end).join("\n");
      if (text !== "") blocks.push([{ text, style }]);
      at = end + 1;
    } else if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? "") && (lines[at + 1] ?? "").includes("-")) {
      const end = findEnd(lines, at + 2, (row) => row.includes("|"));
      number += 1;
      blocks.push([{ text: lines.slice(at, end).join("\n"), style: { pre: number } }]);
      at = end;
    } else if (QUOTE.test(line)) {
      const end = findEnd(lines, at, (row) => QUOTE.test(row));
      number += 1;
      const quote = number;
      const text = lines.slice(at, end).map((row) => QUOTE.exec(row)?.[2] ?? "");
      blocks.push(parseParagraph(text).map((span) => ({ ...span, style: { ...span.style, quote } })));
      at = end;
    } else {
      const end = Math.max(
        at + 1,
        findEnd(lines, at, (row, index) => !startsBlock(lines, row, index)),
      );
      blocks.push(parseParagraph(lines.slice(at, end)));
      at = end;
    }
  }
  return joinBlocks(blocks);
}

function startsBlock(lines: string[], line: string, index: number): boolean {
  return FENCE.test(line) || QUOTE.test(line) || (line.includes("|") && TABLE_RULE.test(lines[index + 1] ?? ""));
}

function parseParagraph(lines: string[]): Span[] {
  const spans: Span[] = [];
  let running: string[] = [];
  const flush = () => {
    if (running.length > 0) spans.push(...parseInline(running.join("\n"), {}));
    running = [];
  };
  const add = (prefix: string, text: string, style: SpanStyle) => {
    flush();
    if (prefix) spans.push({ text: prefix, style: {} });
    spans.push(...parseInline(text, style));
  };
  lines.forEach((line, index) => {
    const heading = HEADING.exec(line);
    const bullet = BULLET.exec(line);
    const isSpecial = heading !== null || bullet !== null || RULE.test(line);
    if (index > 0 && (isSpecial || running.length === 0)) {
      flush();
      spans.push({ text: "\n", style: {} });
    }
    if (heading) add("", heading[1] ?? "", { bold: true });
    else if (RULE.test(line)) add("———", "", {});
    else if (bullet) {
      const mark = bullet[2] === undefined ? "•" : bullet[2] === " " ? "☐" : "☑";
      add(`${bullet[1] ?? ""}${mark} `, bullet[3] ?? "", {});
    } else running.push(line);
  });
  flush();
  return spans;
}

function findFenceEnd(lines: string[], from: number, fence: string): number {
  const closes = (line: string) => {
    const bare = line.trim();
    return bare.length >= fence.length && bare === (fence[0] ?? "`").repeat(bare.length);
  };
  return findEnd(lines, from, (line) => !closes(line));
}

/** The first index from `from` on whose line does not belong. */
function findEnd(lines: string[], from: number, belongs: (line: string, index: number) => boolean): number {
  let at = from;
  while (at < lines.length && belongs(lines[at] ?? "", at)) at += 1;
  return at;
}

function joinBlocks(blocks: Span[][]): Span[] {
  return blocks.flatMap((block, index) => (index === 0 ? block : [{ text: "\n", style: {} }, ...block]));
}
