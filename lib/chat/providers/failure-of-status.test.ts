import { expect, test } from "vitest";
import { failureOfStatus } from "./failure-of-status.ts";

const now = new Date("2026-03-01T12:00:00Z");
const cases: [number, string | undefined, object][] = [
  [302, undefined, { kind: "redirect" }],
  [401, undefined, { kind: "denied" }],
  [402, undefined, { kind: "denied" }],
  [403, undefined, { kind: "denied" }],
  [404, undefined, { kind: "missing" }],
  [429, "7", { kind: "throttled", retryAfterMs: 7_000 }],
  [429, "Sun, 01 Mar 2026 12:00:30 GMT", { kind: "throttled", retryAfterMs: 30_000 }],
  [429, "soon", { kind: "throttled", retryAfterMs: undefined }],
  [500, undefined, { kind: "server" }],
  [503, undefined, { kind: "server" }],
  [422, undefined, { kind: "rejected" }],
  [204, undefined, { kind: "malformed" }],
];
for (const [status, retryAfter, expected] of cases) {
  test(`${status} with Retry-After ${retryAfter}`, () => {
    expect(failureOfStatus({ status, retryAfter, body: "", now })).toMatchObject(expected);
  });
}

test("a refusal is explained, without what looks like a key", () => {
  const body = JSON.stringify({
    error: { message: "bad sk-proj-0123456789abcdef0123", param: "tools", code: "invalid_value" },
  });
  const { said } = failureOfStatus({ status: 400, retryAfter: undefined, body, now });
  expect(said).toEqual({ message: "bad [redacted]", param: "tools", code: "invalid_value" });
  expect(failureOfStatus({ status: 401, retryAfter: undefined, body, now }).said).toBeUndefined();
});
