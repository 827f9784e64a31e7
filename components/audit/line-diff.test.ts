import fc from "fast-check";
import { expect, it } from "vitest";
import { type DiffLine, lineDiff } from "#components/audit/line-diff.ts";

const signs = { same: " ", removed: "-", added: "+" };
const shown = (lines: DiffLine[]) => lines.map(({ kind, text }) => `${signs[kind]}${text}`);

it("keeps what stayed, and says what was taken out and put in", () => {
  expect(shown(lineDiff("Be kind.\nBe short.\nEnd.", "Be kind.\nBe exact.\nEnd.\nBye."))).toEqual([
    " Be kind.",
    "-Be short.",
    "+Be exact.",
    " End.",
    "+Bye.",
  ]);
});

it("leads from one text to the other", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const without = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
      expect(without("added").join("\n")).toBe(before);
      expect(without("removed").join("\n")).toBe(after);
    }),
  );
});
