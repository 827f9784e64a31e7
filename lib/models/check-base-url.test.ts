import { expect, test } from "vitest";
import { AppError } from "../infra/errors.ts";
import { checkBaseUrl } from "./check-base-url.ts";

test.each([
  "https://openrouter.ai/api/v1",
  "https://api.openai.com/v1/",
  "http://127.0.0.1:11434/v1",
  "http://10.1.2.3:8000/v1",
  "http://ollama:11434/v1",
  "http://[::1]:8080",
])("%s is fine", (url) => {
  expect(() => checkBaseUrl(url)).not.toThrow();
});

test.each([
  ["nonsense", "http or https"],
  ["file:///etc/passwd", "http or https"],
  ["http://", "http or https"],
  ["https://user:pw@host/v1", "a field of its own"],
  ["https://host/v1?key=1", "without"],
  ["https://host/v1#top", "without"],
  ["https://host/v1/chat/completions", '"/chat/completions"'],
  ["https://host/v1/models/", '"/models"'],
  ["http://0.0.0.0:8000/v1", "0.0.0.0"],
  ["http://169.254.169.254/latest", "169.254.169.254"],
  ["http://0xa9fea9fe/", "169.254.169.254"],
  ["http://[fe80::1]/v1", "fe80::1"],
  ["http://[::ffff:169.254.169.254]/v1", "No API can be"],
  ["http://224.0.0.1/v1", "224.0.0.1"],
])("%s is refused: %s", (url, words) => {
  let error: unknown;
  try {
    checkBaseUrl(url);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).errors?.[0]).toMatchObject({ path: "baseUrl", message: expect.stringContaining(words) });
});
