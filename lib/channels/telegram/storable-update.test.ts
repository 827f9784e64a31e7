import { expect, test } from "vitest";
import { storableUpdate } from "./storable-update.ts";

test("texts lose what PostgreSQL cannot hold, and nothing else changes", () => {
  const update = {
    update_id: 1,
    message: { text: "a\0b \ud800 \u{1f600}", entities: [{ url: "\udc00" }], date: null },
  };
  expect(storableUpdate(update)).toEqual({
    update_id: 1,
    message: { text: "a\ufffdb \ufffd \u{1f600}", entities: [{ url: "\ufffd" }], date: null },
  });
});

test("endless nesting is refused", () => {
  const deep = JSON.parse(`{"update_id":1,"x":${"[".repeat(5_000)}${"]".repeat(5_000)}}`) as { update_id: number };
  expect(() => storableUpdate(deep)).toThrow("deeper than 100");
});
