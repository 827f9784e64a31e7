import { expect, test } from "vitest";
import { endOutage, noteOutage, outageOf } from "./channel-outage.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);

test("a no is told at once, again each minute, and believed for five seconds", () => {
  expect(noteOutage("a", "not_channel_admin", at(0))).toBe(true);
  expect(outageOf("a", at(4))).toBe("not_channel_admin");
  expect(outageOf("a", at(6))).toBeUndefined();
  expect(noteOutage("a", "not_channel_admin", at(6))).toBe(false);
  expect(noteOutage("a", "not_channel_admin", at(61))).toBe(true);
  expect(endOutage("a")).toBe(true);
  expect(endOutage("a")).toBe(false);
  expect(outageOf("a", at(62))).toBeUndefined();
});

test("silence is nobody's trouble until it has lasted, and keeps others from waiting once it repeats", () => {
  expect(noteOutage("b", "telegram_unreachable", at(0))).toBe(false);
  expect(outageOf("b", at(0))).toBeUndefined();
  noteOutage("b", "telegram_unreachable", at(5));
  expect(noteOutage("b", "telegram_unreachable", at(10))).toBe(false);
  expect(outageOf("b", at(11))).toBe("telegram_unreachable");
  expect(noteOutage("b", "telegram_unreachable", at(31))).toBe(true);
});
