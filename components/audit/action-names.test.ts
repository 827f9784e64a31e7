import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadMessages } from "#messages/load-messages.ts";

/** Where routes name the rights that they ask for, "action" means something else. */
const files = globSync("lib/**/*.ts").filter((file) => !/^lib\/(http|infra)\/|\.test\.ts$|roles\.ts$/.test(file));
const written = new Set(
  files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => /\baction\b|actionOf/.test(line))
      .flatMap((line) => [...line.matchAll(/"([a-z_]+(?:\.[a-z_-]+)+)"/g)].map(([, action = ""]) => action)),
  ),
);

it("finds what is written", () => expect(written.size).toBeGreaterThan(25));

it("has a name for every action of the audit log (messages/*/audit.json, actions)", async () => {
  const { audit } = await loadMessages("en");
  const nameOf = (action: string) =>
    action.split(".").reduce<unknown>((names, part) => (names as Record<string, unknown>)?.[part], audit.actions);
  expect([...written].filter((action) => typeof nameOf(action) !== "string")).toEqual([]);
});
