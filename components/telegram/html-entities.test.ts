import fc from "fast-check";
import { expect, test } from "vitest";
import { readTelegramHtml } from "#components/telegram/html-entities.ts";
import { formatHtml } from "#lib/channels/telegram/format-html.ts";

const styles = (html: string) => {
  const { text, entities } = readTelegramHtml(html);
  return entities.map(({ type, offset, length, ...rest }) => ({
    ...{ type, text: text.slice(offset, offset + length) },
    ...rest,
  }));
};

test("reads styles, links and blocks, nested as they are", () => {
  expect(styles('<b>one <i>two</i></b> <a href="https://example.com/?a=1&amp;b=2">three</a>')).toEqual([
    { type: "bold", text: "one two" },
    { type: "italic", text: "two" },
    { type: "text_link", text: "three", url: "https://example.com/?a=1&b=2" },
  ]);
  expect(styles('<blockquote>said</blockquote><pre><code class="language-ts">a &lt; b</code></pre>')).toEqual([
    { type: "blockquote", text: "said" },
    { type: "pre", text: "a < b", language: "ts" },
  ]);
});

test("what looks like markup in the text stays text", () => {
  expect(readTelegramHtml("&lt;b&gt; &amp;amp; <script>alert(1)</script>").text).toBe("<b> &amp; alert(1)");
});

test("of whatever Markdown, the text is what Telegram would show", () => {
  const markdown = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom("**a**", "_b_", "`c`", "\n```ts\nd<e\n```\n", "> f", "[g](https://h.io)", "&", "<"),
    ),
  );
  fc.assert(
    fc.property(markdown, (pieces) => {
      for (const part of formatHtml(pieces.join(" "))) expect(readTelegramHtml(part.formatted).text).toBe(part.plain);
    }),
  );
});
