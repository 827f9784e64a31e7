import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { defineQueue } from "#lib/queues/define-queue.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

afterAll(closeInfra);

test("of a payload with people's words nothing stays: not when it went well, not when it failed for good", async () => {
  const words = uniqueName("canary");
  const queue = defineQueue({
    name: uniqueName("letters"),
    schema: z.object({ to: z.string(), text: z.string() }),
    attempts: 2,
    backoffMs: 10,
    maxBackoffMs: 20,
    concurrency: 1,
    forget: ({ to }) => ({ to }),
  });
  const seen: string[] = [];
  const worker = queue.consume(async ({ to, text }) => {
    seen.push(`${to}: ${text}`);
    if (to === "nobody") throw new Error("not delivered");
  });
  await queue.add({ to: "somebody", text: words }, { jobId: "good" });
  await queue.add({ to: "nobody", text: words }, { jobId: "bad" });
  const data = async () => (await queue.queue().getJob("bad"))?.data;
  await expect.poll(data, { timeout: 20_000 }).toEqual({ payload: { to: "nobody" } });
  // It was whole at every try.
  expect(seen.sort()).toEqual([`nobody: ${words}`, `nobody: ${words}`, `somebody: ${words}`]);
  expect(await (await queue.queue().getJob("bad"))?.isFailed()).toBe(true);
  await expect.poll(() => queue.queue().getJob("good")).toBeUndefined();
  await worker.close();
  await queue.queue().obliterate({ force: true });
  await queue.close();
});
