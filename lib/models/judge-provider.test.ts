import { expect, test } from "vitest";
import { judgeProvider, type ProviderReport } from "./judge-provider.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
const report = (fields: Partial<ProviderReport> = {}): ProviderReport => ({
  ...{ state: "closed", attempts: 0, failures: 0, firstByteMsSum: 0 },
  ...fields,
});

test.each<[string, ProviderReport[], boolean, string, Date | null]>([
  ["nobody reports", [], false, "unseen", null],
  ["nobody has called it", [], true, "idle", null],
  ["it was called long ago", [report()], true, "idle", null],
  ["all is well", [report({ attempts: 100, failures: 4 })], true, "healthy", null],
  ["one in twenty fails", [report({ attempts: 100, failures: 5 })], true, "unsteady", null],
  ["one single call failed", [report({ attempts: 1, failures: 1, failingSince: at(1) })], true, "unsteady", null],
  ["half of them fail", [report({ attempts: 4, failures: 2, failingSince: at(2) })], true, "failing", at(2)],
  [
    "one of two processes leaves it alone",
    [
      report({ attempts: 50 }),
      report({ state: "open", openedAt: at(5), failingSince: at(4), attempts: 5, failures: 5 }),
    ],
    true,
    "resting",
    at(4),
  ],
  ["it has rested", [report({ state: "halfOpen", openedAt: at(5) })], true, "trying", at(5)],
])("%s", (_, reports, anyoneLive, state, since) => {
  expect(judgeProvider(reports, anyoneLive)).toMatchObject({ state, since });
});

test("figures are over all processes", () => {
  const reports = [
    report({ attempts: 3, failures: 1, firstByteMsSum: 200, lastFailure: { kind: "timeout", at: at(1) } }),
    report({ attempts: 2, failures: 0, firstByteMsSum: 400, lastFailure: { kind: "denied", at: at(0) } }),
  ];
  expect(judgeProvider(reports, true)).toMatchObject({
    ...{ processes: 2, troubled: 0, attempts: 5, failures: 1, firstByteMs: 150 },
    lastFailure: { kind: "timeout", at: at(1) },
  });
});
