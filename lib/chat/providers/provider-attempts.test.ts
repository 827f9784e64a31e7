import { afterEach, expect, test } from "vitest";
import { attemptFigures, forgetAttempts, recordAttempt } from "./provider-attempts.ts";

afterEach(forgetAttempts);

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 21, 10, minute, second));

test("counts the last fifteen minutes, and knows since when a provider fails", () => {
  recordAttempt({ providerId: "p", outcome: "ok", firstByteMs: 100, now: at(0) });
  recordAttempt({ providerId: "p", outcome: "timeout", now: at(1) });
  recordAttempt({ providerId: "p", outcome: "server", now: at(2) });
  expect(attemptFigures(at(2)).p).toEqual({
    ...{ minutes: 15, attempts: 3, failures: 2, firstByteMsSum: 100 },
    lastFailure: { kind: "server", at: at(2).toISOString() },
    failingSince: at(1).toISOString(),
  });
  recordAttempt({ providerId: "p", outcome: "ok", firstByteMs: 50, now: at(3) });
  expect(attemptFigures(at(3)).p).toMatchObject({ attempts: 4, failures: 2, firstByteMsSum: 150 });
  expect(attemptFigures(at(3)).p).not.toHaveProperty("failingSince");
  expect(attemptFigures(at(16)).p).toMatchObject({ attempts: 2, failures: 1 });
  expect(attemptFigures(at(59)).p).toMatchObject({ attempts: 0, failures: 0, lastFailure: { kind: "server" } });
});

test("a minute's place is taken over by the one fifteen minutes later", () => {
  recordAttempt({ providerId: "p", outcome: "server", now: at(0) });
  recordAttempt({ providerId: "p", outcome: "ok", now: at(15) });
  expect(attemptFigures(at(15)).p).toMatchObject({ attempts: 1, failures: 0 });
});

test.each([
  ["cancelled", undefined],
  ["open", undefined],
  ["rejected", { attempts: 1, failures: 0 }],
  ["throttled", { attempts: 1, failures: 1 }],
  ["missing", { attempts: 1, failures: 1 }],
] as const)("%s counts as %j", (outcome, figures) => {
  recordAttempt({ providerId: "p", outcome, now: at(0) });
  if (figures) expect(attemptFigures(at(0)).p).toMatchObject(figures);
  else expect(attemptFigures(at(0)).p).toBeUndefined();
});
