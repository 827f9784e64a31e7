import { expect, test } from "vitest";
import { csvPieces } from "./csv.ts";

const columns = [{ key: "value", header: "Value" }] as const;

async function written(value: unknown): Promise<string> {
  let text = "";
  for await (const piece of csvPieces({ columns, rows: [{ value }] })) text += piece;
  return text.replace("Value\r\n", "");
}

test.each([
  ["plain", "plain\r\n"],
  ['say "hi", please', '"say ""hi"", please"\r\n'],
  ["two\nlines", '"two\nlines"\r\n'],
  [null, "\r\n"],
  [undefined, "\r\n"],
  [-12.5, "-12.5\r\n"],
  ["-3", "-3\r\n"],
  [10n ** 18n, "1000000000000000000\r\n"],
  [new Date(0), "1970-01-01T00:00:00.000Z\r\n"],
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"\r\n'],
  ["+1 234", "'+1 234\r\n"],
  ["-cmd|calc", "'-cmd|calc\r\n"],
  ["@SUM(A1)", "'@SUM(A1)\r\n"],
  ["\tx", "'\tx\r\n"],
])("%s is written as %j", async (value, text) => {
  expect(await written(value)).toBe(text);
});
