import { describe, expect, test } from "vitest";
import type { SafeAnswer } from "../infra/safe-fetch.ts";
import { judgeAnswer, type Outcome } from "./judge-answer.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const answered = (status: number, headers: Record<string, string> = {}): SafeAnswer => ({
  ...{ ok: true, status, headers, body: "", isCut: false },
});

describe("what an answer means", () => {
  test.each<[string, SafeAnswer, Outcome]>([
    ["200", answered(200), { result: "delivered" }],
    ["204", answered(204), { result: "delivered" }],
    ["301", answered(301), { result: "failed", error: "redirect:301" }],
    ["307", answered(307, { location: "http://127.0.0.1" }), { result: "failed", error: "redirect:307" }],
    ["400", answered(400), { result: "failed", error: "status:400" }],
    ["401", answered(401), { result: "failed", error: "status:401" }],
    ["403", answered(403), { result: "failed", error: "status:403" }],
    ["404", answered(404), { result: "failed", error: "status:404" }],
    ["403 ignores Retry-After", answered(403, { "retry-after": "5" }), { result: "failed", error: "status:403" }],
    ["408", answered(408), { result: "retry", error: "status:408" }],
    ["410", answered(410), { result: "disable", error: "gone" }],
    ["425", answered(425), { result: "retry", error: "status:425" }],
    ["429", answered(429), { result: "retry", error: "status:429" }],
    ["429, later", answered(429, { "retry-after": "7" }), { result: "retry", error: "status:429", afterMs: 7_000 }],
    [
      "503, at a time",
      answered(503, { "retry-after": "Sat, 21 Nov 2026 12:01:00 GMT" }),
      { result: "retry", error: "status:503", afterMs: 60_000 },
    ],
    ["503, tomorrow", answered(503, { "retry-after": "90000" }), { result: "failed", error: "waitTooLong" }],
    ["500", answered(500), { result: "retry", error: "status:500" }],
    ["599", answered(599), { result: "retry", error: "status:599" }],
    ["hangs", { ok: false, problem: "timeout" }, { result: "retry", error: "timeout" }],
    ["unreachable", { ok: false, problem: "unreachable" }, { result: "retry", error: "unreachable" }],
    ["unresolvable", { ok: false, problem: "unresolvable" }, { result: "retry", error: "unresolvable" }],
    ["inside", { ok: false, problem: "privateAddress" }, { result: "failed", error: "privateAddress" }],
    ["a port", { ok: false, problem: "port" }, { result: "failed", error: "port" }],
  ])("%s", (_, answer, outcome) => expect(judgeAnswer({ answer, now: NOW })).toEqual(outcome));
});

test.each([
  ["0", 0],
  ["120", 120_000],
  [" 3 ", 3_000],
  ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
  ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
  ["-5", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("Retry-After: %s", (value, expected) => expect(parseRetryAfter({ value, now: NOW })).toBe(expected));
