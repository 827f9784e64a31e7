import fc from "fast-check";
import { expect, test } from "vitest";
import type { CounterRule, LimitRule } from "./applicable-limits.ts";
import { MAX_AMOUNT } from "./max-amount.ts";
import { toppedUp } from "./topped-up.ts";
import { type Window, type WindowKind, windowOf } from "./window.ts";

function ruleOf(topUps: LimitRule["topUps"], amount = 10n, window: WindowKind = "DAY"): CounterRule {
  const limit: LimitRule = {
    ...{ id: "l", scope: "TEAM", subjectId: null, unit: "TOKENS", window, amount, softPercent: null },
    topUps,
  };
  return { scope: "TEAM", subjectId: "t", window, limits: [undefined, limit, undefined] };
}
const during = ({ start, end }: Window, amount: bigint) => ({ start: start.getTime(), end: end.getTime(), amount });
const amountOf = (rule: CounterRule, window: Window) => toppedUp(rule, window).limits[1]?.amount;

// The clocks go forward and back, a day that was left out (Apia), a month's end, a leap day.
test.each([
  ["Europe/Berlin", "DAY", "2026-03-28T23:00:00Z", 23],
  ["Europe/Berlin", "DAY", "2026-10-24T22:00:00Z", 25],
  ["Asia/Tehran", "DAY", "2026-11-20T20:30:00Z", 24],
  ["Pacific/Apia", "DAY", "2011-12-29T10:00:00Z", 24],
  ["UTC", "MONTH", "2028-02-01T00:00:00Z", 29 * 24],
  ["Europe/Berlin", "MONTH", "2026-02-28T23:00:00Z", 31 * 24 - 1],
  ["Europe/Berlin", "MONTH", "2026-09-30T22:00:00Z", 31 * 24 + 1],
] as const)("in %s a top-up of the %s from %s lasts %i hours, to the millisecond", (timeZone, kind, from, hours) => {
  const start = new Date(from).getTime();
  const end = start + hours * 3_600_000;
  const at = (ms: number) => windowOf({ window: kind, timeZone, now: new Date(ms) });
  for (const madeAt of [start, start + (end - start) / 2, end - 1]) {
    const rule = ruleOf([during(at(madeAt), 5n)], 10n, kind);
    expect([start - 1, start, end - 1, end].map((ms) => amountOf(rule, at(ms)))).toEqual([10n, 15n, 15n, 10n]);
  }
});

test("top-ups of one window add up, and of two windows don't", () => {
  const now = new Date("2026-05-20T12:00:00Z");
  const today = windowOf({ window: "DAY", timeZone: "UTC", now });
  const tomorrow = windowOf({ window: "DAY", timeZone: "UTC", now: today.end });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.bigInt({ min: 1n, max: 10n ** 12n }))), (added) => {
      const rule = ruleOf(added.map(([isToday, amount]) => during(isToday ? today : tomorrow, amount)));
      const sum = added.reduce((total, [isToday, amount]) => (isToday ? total + amount : total), 10n);
      expect(amountOf(rule, today)).toBe(sum);
    }),
  );
});

test("a window of another time zone is another window, even if it begins at the same moment", () => {
  const now = new Date("2026-03-15T12:00:00Z");
  const lagos = windowOf({ window: "MONTH", timeZone: "Africa/Lagos", now });
  const berlin = windowOf({ window: "MONTH", timeZone: "Europe/Berlin", now });
  expect(berlin.start).toEqual(lagos.start);
  expect(amountOf(ruleOf([during(lagos, 5n)], 10n, "MONTH"), berlin)).toBe(10n);
});

test("an amount stays within what can be counted", () => {
  const window = windowOf({ window: "DAY", timeZone: "UTC", now: new Date() });
  expect(amountOf(ruleOf([during(window, 5n)], MAX_AMOUNT - 2n), window)).toBe(MAX_AMOUNT);
});
