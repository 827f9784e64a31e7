import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { queuePool } from "#lib/infra/queue-connection.ts";
import { hasRedis } from "#lib/infra/redis.ts";
import { defineQueue } from "#lib/queues/define-queue.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

afterAll(closeInfra);

test.skipIf(hasRedis())("a worker and a queue whose first connection fails come to work by themselves", async () => {
  const queue = defineQueue({
    name: uniqueName("late"),
    schema: z.object({}),
    attempts: 1,
    backoffMs: 10,
    concurrency: 1,
  });
  const connect = vi.spyOn(queuePool(), "connect").mockRejectedValue(new Error("timeout exceeded") as never);
  let runs = 0;
  const worker = queue.consume(async () => {
    runs += 1;
  });
  await expect(queue.add({})).rejects.toThrow();
  // The process is not busy with the failure alone.
  await new Promise((settle) => setTimeout(settle, 50));
  connect.mockRestore();
  await queue.add({});
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
  await worker.close();
  await queue.close();
});
