import { afterEach, vi } from "vitest";

Object.assign(process.env, {
  NODE_ENV: "test",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  ENCRYPTION_KEY: "unit-test-encryption-key-0123456789abcdef",
});

const errors = vi.spyOn(console, "error");

afterEach(() => {
  const calls = errors.mock.calls.map((call) => call.join(" "));
  errors.mockClear();
  if (calls.length > 0) throw new Error(`console.error was called:\n${calls.join("\n")}`);
});
