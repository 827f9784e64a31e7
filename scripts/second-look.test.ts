import { resolve } from "node:path";
import { expect, test } from "vitest";
import { planSecondLook } from "./second-look.ts";

const file = (path: string, ...tests: [string, "passed" | "failed"][]) => ({
  name: resolve(path),
  status: tests.every(([, status]) => status === "passed") && tests.length > 0 ? "passed" : "failed",
  assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
});

test.each([
  ["nothing failed", [file("tests/a.test.ts", ["a", "passed"])], null],
  [
    "one test failed, in both projects",
    [file("tests/a.test.ts", ["a", "failed"], ["b", "passed"]), file("tests/a.test.ts", ["a", "failed"])],
    { files: ["tests/a.test.ts"], tests: ["a", "a"] },
  ],
  ["a file that could not even start", [file("tests/a.test.ts")], { files: ["tests/a.test.ts"], tests: [] }],
  ["a race", [file("tests/integration/usage/race.test.ts", ["exactly N", "failed"])], null],
  ["four files", [1, 2, 3, 4].map((n) => file(`tests/${n}.test.ts`, ["a", "failed"])), null],
] as const)("%s", (_, testResults, plan) => {
  expect(planSecondLook({ testResults: testResults as never })).toEqual(plan);
});
