import { expect, test } from "vitest";
import { detectEntities } from "./detect-entities.ts";
import { parseHtml } from "./parse-html.ts";

test.each([
  ["<b>bold <i>both</i></b> &lt;&amp;&#33;&quot;", 'bold both <&!"', ["italic 5 4", "bold 0 9"]],
  ["👋 <u>x</u>", "👋 x", ["underline 3 1"]],
  ["<a href='https://a.io/?x=1&amp;y=2'>l</a>", "l", ["text_link 0 1 https://a.io/?x=1&y=2"]],
  ["<a href='javascript:x'>l</a>", "l", []],
  ['<pre><code class="language-ts">let x</code></pre>', "let x", ["pre 0 5 ts"]],
  ['<code class="language-ts">x</code>', "x", ["code 0 1"]],
  ['<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy", ["spoiler 0 1", "spoiler 1 1"]],
  [
    "<blockquote expandable>q</blockquote><BLOCKQUOTE>r</blockquote>",
    "qr",
    ["expandable_blockquote 0 1", "blockquote 1 1"],
  ],
  ["a & b &nbsp; <b></b>", "a & b &nbsp; ", []],
])("%s", (html, text, entities) => {
  const parsed = parseHtml(html);
  const shown = parsed.entities.map((entity) => Object.values(entity).join(" "));
  expect([parsed.text, shown]).toEqual([text, entities]);
});

test.each([
  ["<p>x</p>", 'Unsupported start tag "p" at byte offset 0'],
  ["سلام <x>", 'Unsupported start tag "x" at byte offset 9'],
  ["a < b", 'Unsupported start tag "" at byte offset 2'],
  ["a <b", "Unclosed start tag at byte offset 2"],
  ["<b>x", 'Can\'t find end tag corresponding to start tag "b"'],
  ["x</b>", "Unexpected end tag at byte offset 1"],
  ["<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ["<b>x</b", "Unclosed end tag at byte offset 4"],
  ["<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ["<a href=x/y>l</a>", "Unexpected end of name token at byte offset 0"],
  ["<br/>", 'Unsupported start tag "br/" at byte offset 0'],
])("%s is refused", (html, problem) => {
  expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${problem}`);
});

test.each([
  ["/start@my_bot hi /x", ["bot_command 0 13", "bot_command 17 2"]],
  [
    "see https://a.io/x, a.com or me@b.org #tag @someone",
    ["url 4 14", "url 20 5", "email 29 8", "hashtag 38 4", "mention 43 8"],
  ],
  ["a/b c@d #1 1/2", []],
])("%s has its entities", (text, entities) => {
  const found = detectEntities(text).toSorted((a, b) => a.offset - b.offset);
  expect(found.map((entity) => Object.values(entity).join(" "))).toEqual(entities);
});
