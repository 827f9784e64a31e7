import { expect, test } from "vitest";
import { projectExceed } from "./project-exceed.ts";

const DAY_MS = 86_400_000;
const NOW = new Date("2026-05-20T12:00:00Z");
const MONTH_END = new Date("2026-06-01T00:00:00Z");
const TONIGHT = new Date("2026-05-21T00:00:00Z");
const week = (burned: bigint) => ({ burned, elapsedMs: 7 * DAY_MS });

test.each([
  ["a tenth a day of what is left lasts ten days", 1_000n, 0n, week(700n), MONTH_END, "2026-05-30T12:00:00.000Z"],
  ["the window ends first", 1_000n, 0n, week(70n), MONTH_END, null],
  ["it would end with the window", 1_000n, 0n, { burned: 1_000n, elapsedMs: DAY_MS / 2 }, TONIGHT, null],
  ["within the day", 1_000n, 900n, { burned: 2_400n, elapsedMs: DAY_MS }, TONIGHT, "2026-05-20T13:00:00.000Z"],
  ["nothing is used", 1_000n, 500n, week(0n), MONTH_END, null],
  ["nothing is known", 1_000n, 500n, undefined, MONTH_END, null],
  ["no time has passed", 1_000n, 500n, { burned: 5n, elapsedMs: 0 }, MONTH_END, null],
  ["it is used up already", 1_000n, 1_000n, week(7_000n), MONTH_END, null],
  ["it was passed", 1_000n, 2_000n, week(7_000n), MONTH_END, null],
  ["amounts beyond 2^53", 2n ** 62n, 0n, week(7n * 2n ** 60n), MONTH_END, "2026-05-24T12:00:00.000Z"],
])("%s", (_, amount, used, burn, resetsAt, at) => {
  const projected = projectExceed({ amount, used, burn, now: NOW, resetsAt });
  expect(projected?.toISOString() ?? null).toBe(at);
});
