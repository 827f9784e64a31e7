import { expect, test } from "vitest";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { problemResponse } from "./problem.ts";

const chained = (code: string) => new Error("outer", { cause: Object.assign(new Error("inner"), { code }) });

test.each([
  [new AppError("not_found", said`The team was not found.`), 404, "not_found", "The team was not found."],
  [chained("ECONNREFUSED"), 503, "unavailable", "database"],
  [chained("57P01"), 503, "unavailable", "database"],
  [new Error("outer", { cause: new Error("Connection terminated unexpectedly") }), 503, "unavailable", "database"],
  [new Error("timeout exceeded when trying to connect"), 503, "unavailable", "database"],
  [{ meta: { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } } }, 503, "unavailable", "database"],
  [new Error("password=hunter2 at secret.ts:1"), 500, "internal", "Its id leads"],
  ["hunter2", 500, "internal", "Its id leads"],
])("%s", async (error, status, code, detail) => {
  const response = problemResponse(error, "req-1");
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = await response.json();
  expect(body).toMatchObject({ status, code });
  expect(body.detail).toContain(detail);
  expect(body.requestId).toBe(status >= 500 ? "req-1" : undefined);
  expect(JSON.stringify(body)).not.toContain("hunter2");
});

test("says when to come back, and how to sign in", () => {
  const limited = problemResponse(new AppError("rate_limited", said`Slow down.`, { retryAfterSeconds: 7 }), "r");
  expect(limited.headers.get("retry-after")).toBe("7");
  expect(problemResponse(new AppError("unauthenticated", said`Who?`), "r").headers.get("www-authenticate")).toContain(
    "Bearer",
  );
});
