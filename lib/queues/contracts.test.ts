import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { z } from "zod";
import recorded from "../../tests/fixtures/jobs-0.1.json" with { type: "json" };
import type { QueueHandle } from "./define-queue.ts";

type Json = Record<string, unknown>;
const jobs = Object.entries(recorded).flatMap(([queue, envelopes]) =>
  envelopes.map((envelope) => ({ queue, payload: envelope.payload as Json })),
);

async function declaredQueues(): Promise<Map<string, z.ZodObject>> {
  const files = readdirSync(fileURLToPath(new URL(".", import.meta.url)));
  const found = new Map<string, z.ZodObject>();
  for (const file of files.filter((name) => !name.includes(".test."))) {
    const exported = Object.values(
      (await import(/* @vite-ignore */ new URL(file, import.meta.url).href)) as Record<string, unknown>,
    );
    for (const one of exported as Partial<QueueHandle<z.ZodObject>>[]) {
      if (one?.contract) found.set(one.contract.name, one.contract.schema);
    }
  }
  return found;
}

/** The same, with a field that this release does not know in every object. */
function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, field]) => [key, withUnknownFields(field)]);
  return { ...Object.fromEntries(entries), addedByALaterRelease: { deep: [1] } };
}

test("jobs of every queue are recorded, so that a rolling deploy is tested for each", async () => {
  expect([...(await declaredQueues()).keys()].sort()).toEqual(Object.keys(recorded).sort());
});

test.each(jobs)("a recorded job of $queue is understood, also with fields of a later release", async (job) => {
  const schema = (await declaredQueues()).get(job.queue);
  expect(schema?.parse(job.payload)).toEqual(job.payload);
  expect(schema?.safeParse(withUnknownFields(job.payload)).success).toBe(true);
});

test.each(jobs)("a recorded job of $queue is understood without what is optional", async (job) => {
  const schema = (await declaredQueues()).get(job.queue);
  for (const [key, field] of Object.entries(schema?.shape ?? {})) {
    if (!(field as z.ZodType).safeParse(undefined).success) continue;
    const { [key]: _, ...rest } = job.payload;
    expect(schema?.safeParse(rest).success).toBe(true);
  }
});
