import { expect, test } from "vitest";
import { connectionRules } from "#components/team/connections/connection-rules.ts";
import { createConnectionBody } from "#lib/http/resources/connections.ts";

const rules = connectionRules({
  nameMissing: "missing",
  nameLong: "long",
  tokenWrong: "wrong",
  apiRootWrong: "wrong",
});

test.each([
  "",
  "123:short",
  "123456:AAE-abc_def",
  " 123456:AAE-abc_def ",
  "abc:AAE-abc_def",
  `1:${"a".repeat(300)}`,
  "123456789012345678901:abcdefghi",
])("a token is judged as the server judges it: %s", (token) => {
  expect(rules.token(token) === true).toBe(createConnectionBody.shape.token.safeParse(token).success);
});

test.each(["", " ", "Support", "a".repeat(100), "a".repeat(101)])("and so is a name: %s", (name) => {
  expect(rules.name(name) === true).toBe(createConnectionBody.shape.name.safeParse(name).success);
});

test.each(["https://bots.example.com", "http://127.0.0.1:3002", "ftp://x", "bots"])("and a server: %s", (apiRoot) => {
  const judged = createConnectionBody.shape.settings.safeParse({ apiRoot }).success;
  expect(rules.apiRoot(apiRoot) === true).toBe(judged);
});
