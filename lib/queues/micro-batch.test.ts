import { expect, test } from "vitest";
import { z } from "zod";
import { defineQueue } from "./define-queue.ts";
import { microBatch } from "./micro-batch.ts";

const contract = { name: "numbers", schema: z.number(), attempts: 1, backoffMs: 1, concurrency: 1 };

function batched(addBulk: (payloads: number[]) => Promise<void>) {
  const queue = defineQueue(contract);
  return microBatch({ ...queue, addBulk: (items) => addBulk(items.map((item) => item.payload)) });
}

test("what comes together goes together, and what comes meanwhile goes next", async () => {
  const batches: number[][] = [];
  const batch = batched(async (payloads) => void batches.push(payloads));
  await Promise.all([batch.add(1), batch.add(2)]);
  await batch.add(3);
  expect(batches).toEqual([[1, 2], [3]]);
});

test("a failure is told to those of its batch, and to nobody else", async () => {
  const batch = batched(async (payloads) => {
    if (payloads.includes(1)) throw new Error("away");
  });
  await expect(batch.add(1)).rejects.toThrow("away");
  await expect(batch.add(2)).resolves.toBeUndefined();
});

test("while the queue is away, no more than so many wait", async () => {
  const batch = batched(() => new Promise(() => {}));
  const refused = new Set<string>();
  const adding = Array.from({ length: 10_300 }, (_, index) => batch.add(index));
  for (const one of adding) one.catch((error: Error) => refused.add(error.message));
  await expect.poll(() => [...refused]).toEqual(["numbers takes no jobs"]);
});
