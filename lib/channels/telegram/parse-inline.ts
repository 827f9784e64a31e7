import type { Span, SpanStyle } from "./parse-markdown.ts";

type Mark = "bold" | "italic" | "strike" | "spoiler";

// Longest first: `***` is bold and italic, `**` is not two italics.
const DELIMITERS: readonly [string, readonly Mark[]][] = [
  ["***", ["bold", "italic"]],
  ["___", ["bold", "italic"]],
  ["**", ["bold"]],
  ["__", ["bold"]],
  ["~~", ["strike"]],
  ["||", ["spoiler"]],
  ["*", ["italic"]],
  ["_", ["italic"]],
];
const ESCAPABLE = /[\\`*_{}[\]()#+\-.!|~>]/;
const WORD = /[\p{L}\p{N}]/u;
const MAX_DEPTH = 8;
const MAX_LINK_TEXT = 1_000;

/** Reads the markup inside a paragraph. Marks without a partner are text. Linear but for nesting, which is bounded. */
export function parseInline(source: string, style: SpanStyle, depth = 0): Span[] {
  const spans: Span[] = [];
  /** Delimiters that have no closing partner from here on: looking again at each of thousands would be quadratic. */
  const hopeless = new Set<string>();
  let text = "";
  let at = 0;
  const flush = () => {
    if (text) spans.push({ text, style });
    text = "";
  };
  const push = (inner: Span[], next: number) => {
    flush();
    spans.push(...inner);
    at = next;
  };
  while (at < source.length) {
    const char = source[at] ?? "";
    if (char === "\\" && ESCAPABLE.test(source[at + 1] ?? "")) {
      text += source[at + 1];
      at += 2;
      continue;
    }
    const found =
      char === "`"
        ? readCode(source, at, hopeless)
        : char === "[" || char === "!" || char === "<"
          ? readLink(source, at, hopeless)
          : depth < MAX_DEPTH
            ? readMark(source, at, hopeless)
            : undefined;
    if (!found) {
      const run = char === "`" ? (/^`+/.exec(source.slice(at, at + 64))?.[0] ?? char) : char;
      text += run;
      at += run.length;
    } else if ("code" in found) push([{ text: found.code, style: { ...style, code: true } }], found.next);
    else if ("url" in found) {
      const inner = { ...style, link: found.url };
      push(
        depth < MAX_DEPTH ? parseInline(found.label, inner, depth + 1) : [{ text: found.label, style: inner }],
        found.next,
      );
    } else {
      const inner = { ...style, ...Object.fromEntries(found.marks.map((mark) => [mark, true])) } as SpanStyle;
      push(parseInline(found.inner, inner, depth + 1), found.next);
    }
  }
  flush();
  return spans;
}

function readCode(source: string, at: number, hopeless: Set<string>) {
  const ticks = /^`+/.exec(source.slice(at, at + 64))?.[0] ?? "`";
  if (hopeless.has(ticks)) return undefined;
  const end = source.indexOf(ticks, at + ticks.length);
  if (end === -1) {
    hopeless.add(ticks);
    return undefined;
  }
  const inner = source.slice(at + ticks.length, end);
  const padded = inner.length > 2 && inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "";
  const code = padded ? inner.slice(1, -1) : inner;
  return code === "" ? undefined : { code, next: end + ticks.length };
}

function readLink(source: string, at: number, hopeless: Set<string>) {
  if (source[at] === "<") {
    const auto = /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/.exec(source.slice(at, at + 2_048));
    return auto ? { label: auto[1] ?? "", url: auto[1] ?? "", next: at + auto[0].length } : undefined;
  }
  const open = source[at] === "!" ? at + 1 : at;
  if (source[open] !== "[" || hopeless.has("](")) return undefined;
  const middle = source.indexOf("](", open + 1);
  if (middle === -1) {
    hopeless.add("](");
    return undefined;
  }
  const label = source.slice(open + 1, middle);
  if (label === "" || label.length > MAX_LINK_TEXT || label.includes("\n\n")) return undefined;
  const target =
    /^\]\(\s*((?:https?:\/\/|tg:\/\/|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"\n]*")?\s*\)/.exec(
      source.slice(middle, middle + 2_048),
    );
  return target ? { label, url: target[1] ?? "", next: middle + target[0].length } : undefined;
}

function readMark(source: string, at: number, hopeless: Set<string>) {
  const entry = DELIMITERS.find(([delimiter]) => source.startsWith(delimiter, at));
  if (!entry) return undefined;
  const [delimiter, marks] = entry;
  if (hopeless.has(delimiter)) return undefined;
  const next = source[at + delimiter.length] ?? " ";
  if (/\s/.test(next)) return undefined;
  // snake_case is a word, not markup.
  if (delimiter.startsWith("_") && WORD.test(source[at - 1] ?? " ")) return undefined;
  for (let end = source.indexOf(delimiter, at + delimiter.length + 1); end !== -1; ) {
    if (closesAt(source, end, delimiter)) {
      return { marks, inner: source.slice(at + delimiter.length, end), next: end + delimiter.length };
    }
    end = source.indexOf(delimiter, end + 1);
  }
  hopeless.add(delimiter);
  return undefined;
}

function closesAt(source: string, end: number, delimiter: string): boolean {
  const before = source[end - 1] ?? " ";
  const after = source[end + delimiter.length] ?? " ";
  if (/\s/.test(before) || before === "\\") return false;
  if (delimiter.startsWith("_") && WORD.test(after)) return false;
  // The `*` that closes italics is not the first half of a `**`.
  if (delimiter.length === 1 && (after === delimiter || before === delimiter)) return false;
  return true;
}
