import fc from "fast-check";
import { expect, test } from "vitest";
import { describeProblem, type HealthProblem, readProblem } from "./health-problems.ts";

test.each<HealthProblem>([
  { code: "tokenMissing", values: {} },
  { code: "tokenInvalid", values: { status: "401" } },
  { code: "unreachable", values: { host: "api.telegram.org" } },
  { code: "redirected", values: { host: "bots.example.com:8081" } },
  { code: "otherReceiver", values: {} },
  { code: "mustWait", values: {} },
  { code: "refused", values: { status: "500", said: "Internal Server Error: (a) [b] \\" } },
  { code: "taken", values: {} },
  { code: "takenHere", values: { name: "Support” bot" } },
])("$code is read back from its words", (problem) => {
  expect(readProblem(describeProblem(problem))).toEqual(problem);
});

test("whatever a platform says", () => {
  fc.assert(
    fc.property(fc.string(), (said) => {
      const problem = { code: "refused", values: { status: "400", said } } as const;
      expect(readProblem(describeProblem(problem))).toEqual(problem);
    }),
  );
});

test("words that nobody knows are no problem that is known", () => {
  expect(readProblem("The moon is full.")).toBeNull();
});
