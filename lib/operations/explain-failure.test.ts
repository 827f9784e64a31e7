import { expect, test } from "vitest";
import { explainFailure } from "./explain-failure.ts";

const at = "\n    at deliver (file:///srv/switchboard/lib/rooms/deliver.ts:120:11)\n    at node:internal";

test.each([
  ["[{...}]", 'ZodError: [{"path":["roomId"]}]', "payload", "ZodError", null],
  ["job stalled more than allowable limit", "", "lost", null, null],
  [
    "Can't reach database",
    "PrismaClientKnownRequestError: Can't reach",
    "database",
    "PrismaClientKnownRequestError",
    null,
  ],
  [
    "connect ECONNREFUSED 10.0.0.1:5432",
    "Error: connect ECONNREFUSED 10.0.0.1:5432",
    "network",
    "Error",
    "ECONNREFUSED",
  ],
  ["connect ETIMEDOUT", "Error: connect ETIMEDOUT", "timeout", "Error", "ETIMEDOUT"],
  ["getaddrinfo ENOTFOUND api.telegram.org", "TypeError: fetch", "network", "TypeError", "ENOTFOUND"],
  ["The operation was aborted", "TimeoutError: The operation", "timeout", "TimeoutError", null],
  ["Call to 'sendMessage' failed!", "GrammyError: Call to", "platform", "GrammyError", null],
  ["the provider answered 500", "ProviderFailure: the provider", "provider", "ProviderFailure", null],
  ["The team was not found.", "AppError: The team", "refused", "AppError", null],
  ["x is not a function", "TypeError: x is not", "unexpected", "TypeError", null],
  ["", undefined, "unexpected", null, null],
] as const)("%s", (reason, first, kind, error, code) => {
  const stack = first === undefined ? undefined : `${first}${at}`;
  const place = stack ? "lib/rooms/deliver.ts:120" : null;
  expect(explainFailure({ reason, stack })).toEqual({ kind, error, code, place });
});

test("the message itself is never part of it, nor what poses as a class, a code or a place", () => {
  const told = explainFailure({
    reason: "Unexpected token 'h', \"hunter2 secret\" is not valid JSON",
    stack: "hunter2 secret is my password\n    at file:///home/hunter2/secret.ts:1:1",
  });
  expect(told).toEqual({ kind: "unexpected", error: null, code: null, place: null });
});
