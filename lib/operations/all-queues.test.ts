import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ALL_QUEUES, type AnyQueue, findQueue } from "./all-queues.ts";

const dir = new URL("../queues/", import.meta.url);

test("operators see every queue that is declared", async () => {
  const declared: string[] = [];
  for (const file of readdirSync(fileURLToPath(dir)).filter((name) => !name.includes(".test."))) {
    const exported = Object.values(await import(/* @vite-ignore */ new URL(file, dir).href)) as Partial<AnyQueue>[];
    for (const one of exported) if (one?.contract) declared.push(one.contract.name);
  }
  expect(ALL_QUEUES.map(({ contract }) => contract.name).sort()).toEqual(declared.sort());
});

test("a queue that there isn't is not found", () => {
  expect(() => findQueue("no-such-queue")).toThrow(expect.objectContaining({ code: "not_found" }));
});
