import { expect, it } from "vitest";
import { safePath } from "#components/auth/safe-path.ts";

it.each(["/", "/teams", "/usage?range=30&team=1#top", "/teams/a%2Fb"])("keeps a path of this site: %s", (path) => {
  expect(safePath(path)).toBe(path);
});

it.each([
  undefined,
  null,
  "",
  "teams",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example",
  "/..//evil.example",
  "javascript:alert(1)",
  "http://this.invalid/teams",
  "/sign-in?callbackUrl=/sign-in",
  "/api/auth/signout",
  ["/teams", "/usage"],
])("goes home for %j", (path) => {
  expect(safePath(path)).toBe("/");
});
