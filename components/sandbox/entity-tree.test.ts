import fc from "fast-check";
import { expect, test } from "vitest";
import { type EntityNode, entityTree, safeUrl } from "#components/sandbox/entity-tree.ts";

const plain = (nodes: EntityNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : plain(node.children))).join("");

const outline = (nodes: EntityNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : `<${node.entity.type}>${outline(node.children)}</>`)).join("");

test.each([
  ["no entities", "hello", [], "hello"],
  ["one in the middle", "a bold b", [["bold", 2, 4]], "a <bold>bold</> b"],
  [
    "side by side",
    "ab",
    [
      ["bold", 0, 1],
      ["italic", 1, 1],
    ],
    "<bold>a</><italic>b</>",
  ],
  [
    "nested",
    "abcd",
    [
      ["italic", 1, 2],
      ["bold", 0, 4],
    ],
    "<bold>a<italic>bc</>d</>",
  ],
  [
    "the same range",
    "ab",
    [
      ["bold", 0, 2],
      ["italic", 0, 2],
    ],
    "<bold><italic>ab</></>",
  ],
  ["emoji count two", "👍 ok", [["bold", 3, 2]], "👍 <bold>ok</>"],
  ["one that sticks out is cut", "abc", [["bold", 1, 99]], "a<bold>bc</>"],
  [
    "one outside is left out",
    "abc",
    [
      ["bold", 7, 2],
      ["code", -1, 2],
    ],
    "abc",
  ],
] as const)("%s", (_, text, entities, expected) => {
  const list = entities.map(([type, offset, length]) => ({ type, offset, length }));
  expect(outline(entityTree(text, list))).toBe(expected);
});

test("whatever the entities say, the text comes out whole", () => {
  const entity = fc.record({
    type: fc.constantFrom("bold", "italic", "pre"),
    offset: fc.integer({ min: -3, max: 30 }),
    length: fc.integer({ min: -1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), fc.array(entity, { maxLength: 8 }), (text, entities) => {
      expect(plain(entityTree(text, entities))).toBe(text);
    }),
  );
});

test.each([
  ["https://example.com/a", "https://example.com/a"],
  ["example.com", "https://example.com"],
  ["tg://resolve?domain=x", "tg://resolve?domain=x"],
  ["javascript:alert(1)", null],
  ["JaVaScRiPt:alert(1)", null],
  ["data:text/html,x", null],
  ["http://", null],
])("%s becomes %s", (url, expected) => {
  expect(safeUrl(url)).toBe(expected);
});
