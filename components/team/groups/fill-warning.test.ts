import fc from "fast-check";
import { expect, test } from "vitest";
import { fillWarning } from "#components/team/groups/fill-warning.ts";

const CHANNELS = [
  { title: "News", url: "https://t.me/news" },
  { title: "Shop", url: null },
];
const fill = (template: string, rtl = false) => fillWarning({ template, name: "Sara", channels: CHANNELS, rtl });

test("fills in the name and the channels, and says where they stand", () => {
  const { text, entities } = fill("{name}, join {channels}.");
  expect(text).toBe("Sara, join News, Shop.");
  expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
    ["text_mention", "Sara"],
    ["text_link", "News"],
    ["bold", "Shop"],
  ]);
});

test("a value in braces is not filled in again, and other braces stay", () => {
  const { text } = fillWarning({ template: "{name} {what} {channels}", name: "{channels}", channels: [], rtl: false });
  expect(text).toBe("{channels} {what} ");
});

test("from right to left each value is held apart", () => {
  const { text, entities } = fill("سلام {name}!", true);
  expect(text).toBe("سلام \u2068Sara\u2069!");
  expect(text.slice(entities[0]?.offset, (entities[0]?.offset ?? 0) + 4)).toBe("Sara");
});

test("every entity covers a value that was put in, whatever the text says", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.boolean(), (before, name, rtl) => {
      const { text, entities } = fillWarning({ template: `${before}{name}`, name, channels: CHANNELS.slice(1), rtl });
      const last = entities.at(-1);
      return last !== undefined && text.slice(last.offset, last.offset + last.length) === name;
    }),
  );
});
