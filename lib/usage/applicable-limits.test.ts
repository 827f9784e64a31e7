import { expect, test } from "vitest";
import { amountsFor, applicableLimits, type LimitRule } from "./applicable-limits.ts";

let serial = 0;
function limit(rule: Partial<LimitRule>): LimitRule {
  serial += 1;
  const general = { scope: "TEAM", subjectId: null, unit: "REQUESTS", window: "DAY", softPercent: null } as const;
  return { id: `limit-${serial}`, amount: 1n, ...general, ...rule };
}

const subjects = { teamId: "t", keyLineageId: "k", endUserId: "u" };

test("limits of one subject and window share a counter, by unit", () => {
  const limits = [limit({}), limit({ unit: "COST" }), limit({ window: "MONTH" }), limit({ scope: "KEY" })];
  const counters = applicableLimits({ limits, subjects });
  expect(counters.map((c) => [c.scope, c.subjectId, c.window, c.limits.map((l) => l?.unit)])).toEqual([
    ["TEAM", "t", "DAY", ["REQUESTS", undefined, "COST"]],
    ["TEAM", "t", "MONTH", ["REQUESTS", undefined, undefined]],
    ["KEY", "k", "DAY", ["REQUESTS", undefined, undefined]],
  ]);
});

test.each([
  ["the general one first", [{ subjectId: null }, { subjectId: "u" }]],
  ["the special one first", [{ subjectId: "u" }, { subjectId: null }]],
])("a subject's own limit replaces the general one: %s", (_name, rules) => {
  const limits = rules.map((rule) => limit({ scope: "END_USER", ...rule }));
  expect(applicableLimits({ limits, subjects })[0]?.limits[0]?.subjectId).toBe("u");
  expect(applicableLimits({ limits, subjects: { teamId: "t", endUserId: "v" } })[0]?.limits[0]?.subjectId).toBe(null);
});

test("a call without a key or end user has no limits of that scope", () => {
  const limits = [limit({ scope: "KEY" }), limit({ scope: "END_USER" }), limit({ scope: "KEY", subjectId: "other" })];
  expect(applicableLimits({ limits, subjects: { teamId: "t" } })).toEqual([]);
});

test("only limited units are reserved, in whole tokens", () => {
  const [counter] = applicableLimits({ limits: [limit({ unit: "TOKENS" }), limit({ unit: "COST" })], subjects });
  if (!counter) throw new Error("no counter");
  expect(amountsFor(counter, { tokens: 10.2, costNano: 7n })).toEqual([0n, 11n, 7n]);
  expect(amountsFor(counter, { tokens: -1, costNano: -7n })).toEqual([0n, 0n, 0n]);
});
