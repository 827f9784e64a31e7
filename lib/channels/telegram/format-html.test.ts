import fc from "fast-check";
import { expect, test } from "vitest";
import { formatHtml, MAX_MESSAGE_LENGTH } from "./format-html.ts";

const html = (markdown: string) => formatHtml(markdown).map((part) => part.formatted);

test.each([
  ["plain", "plain"],
  ["a < b & c > d", "a &lt; b &amp; c &gt; d"],
  ["**bold** and *italic* and ~~gone~~", "<b>bold</b> and <i>italic</i> and <s>gone</s>"],
  ["***both***", "<b><i>both</i></b>"],
  ["__bold__ _italic_ snake_case_name", "<b>bold</b> <i>italic</i> snake_case_name"],
  ["**bold with *italic* inside**", "<b>bold with <i>italic</i> inside</b>"],
  ["||secret||", "<tg-spoiler>secret</tg-spoiler>"],
  ["`a < b` and ``x ` y``", "<code>a &lt; b</code> and <code>x ` y</code>"],
  ["**bold `code`**", "<b>bold </b><code>code</code>"],
  ["[site](https://example.com/a?b=1&c=2)", '<a href="https://example.com/a?b=1&amp;c=2">site</a>'],
  ['[x](https://e.com/"onload)', '<a href="https://e.com/&quot;onload">x</a>'],
  ["[js](javascript:alert(1))", "[js](javascript:alert(1))"],
  ["<https://example.com>", '<a href="https://example.com">https://example.com</a>'],
  ["# Title\ntext", "<b>Title</b>\ntext"],
  ["- one\n- two\n  * three", "• one\n• two\n  • three"],
  ["- [ ] open\n- [x] done", "☐ open\n☑ done"],
  ["1. first\n2. second", "1. first\n2. second"],
  ["> quoted **text**\n> more", "<blockquote>quoted <b>text</b>\nmore</blockquote>"],
  ["```ts\nconst a = 1 < 2;\n```", '<pre><code class="language-ts">const a = 1 &lt; 2;</code></pre>'],
  ["```\nplain\n```\nafter", "<pre>plain</pre>\nafter"],
  ["```js\nunclosed", '<pre><code class="language-js">unclosed</code></pre>'],
  ["| a | b |\n|---|---|\n| 1 | 2 |", "<pre>| a | b |\n|---|---|\n| 1 | 2 |</pre>"],
  ["---", "———"],
  ["2 * 3 * 4 = 24", "2 * 3 * 4 = 24"],
  ["\\*not italic\\*", "*not italic*"],
  ["**unclosed", "**unclosed"],
  ["", "…"],
])("%j", (markdown, expected) => {
  expect(html(markdown)).toEqual([expected]);
});

test("a long code block is cut into closed blocks of the same language", () => {
  const parts = formatHtml(`\`\`\`py\n${"x = 1\n".repeat(2_000)}\`\`\``);
  expect(parts.length).toBe(3);
  for (const part of parts) {
    expect(part.formatted.startsWith('<pre><code class="language-py">')).toBe(true);
    expect(part.formatted.endsWith("</code></pre>")).toBe(true);
  }
});

test("a text of emoji alone is never cut inside one", () => {
  for (const part of formatHtml("🙂".repeat(5_000))) {
    expect(part.plain.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
    expect(part.plain.isWellFormed()).toBe(true);
  }
});

const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "> ",
    "# ",
    "- ",
    "||",
    "[a](https://b.c)",
    "<b>",
    "&",
    " ",
    "~~",
  ),
  fc.string({ minLength: 200, maxLength: 900 }),
);
const markdown = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

test("whatever the input: within the limit, tags balanced, and no part empty", () => {
  fc.assert(
    fc.property(markdown, fc.integer({ min: 16, max: 400 }), (source, limit) => {
      for (const part of formatHtml(source, limit)) {
        expect(part.plain.length).toBeLessThanOrEqual(limit);
        expect(part.plain.trim()).not.toBe("");
        expect(displayed(part.formatted)).toBe(part.plain);
      }
    }),
    { numRuns: 300 },
  );
});

test("cutting loses nothing but white space", () => {
  fc.assert(
    fc.property(markdown, fc.integer({ min: 16, max: 400 }), (source, limit) => {
      const squeeze = (parts: { plain: string }[]) =>
        parts
          .map((part) => part.plain)
          .join("")
          .replace(/\s+/g, "");
      expect(squeeze(formatHtml(source, limit))).toBe(squeeze(formatHtml(source, Number.MAX_SAFE_INTEGER)));
    }),
    { numRuns: 300 },
  );
});

test("text without markup comes out as it went in", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9,.;:? ]{1,200}$/), (source) => {
      fc.pre(source.trim() !== "" && !/^\s*\d*[-+*]/.test(source));
      expect(formatHtml(source).map((part) => part.plain)).toEqual([source]);
    }),
  );
});

test("a hundred thousand marks take no noticeable time", () => {
  const started = performance.now();
  for (const mark of ["*", "_", "`", "[", "**a", "||", "~~x ", "[a](", "> "])
    formatHtml(mark.repeat(100_000 / mark.length));
  expect(performance.now() - started).toBeLessThan(10_000);
});

/** The text that Telegram shows; throws when tags do not nest. */
function displayed(source: string): string {
  const open: string[] = [];
  const text = source.replace(/<(\/?)([a-z-]+)[^>]*>/g, (_, slash: string, name: string) => {
    if (!slash) open.push(name);
    else if (open.pop() !== name) throw new Error(`</${name}> closes nothing in ${source}`);
    return "";
  });
  if (open.length > 0) throw new Error(`<${open.join(">, <")}> stays open in ${source}`);
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
