import type pg from "pg";
import { expect, test, vi } from "vitest";
import { patientPool } from "./patient-pool.ts";

vi.mock("./log.ts", () => ({ log: () => ({ warn: () => undefined }) }));

/** A pool whose first connections fail. */
function poolThatFails(times: number) {
  let calls = 0;
  const client = { release: () => undefined };
  const pool = {
    ending: false,
    calls: () => calls,
    async connect() {
      calls += 1;
      if (calls <= times) throw new Error("timeout exceeded when trying to connect");
      return client;
    },
    async query() {
      throw new Error("connect ECONNREFUSED");
    },
  };
  return { pool: pool as unknown as pg.Pool & { calls(): number }, client };
}

test("a client is waited for, with pauses in between", async () => {
  const { pool, client } = poolThatFails(2);
  const before = performance.now();
  expect(await patientPool(pool, new AbortController().signal).connect()).toBe(client);
  expect(pool.calls()).toBe(3);
  expect(performance.now() - before).toBeGreaterThan(500);
});

test("waiting ends when it is told to, and when the pool ends", async () => {
  const stop = new AbortController();
  const { pool } = poolThatFails(Number.POSITIVE_INFINITY);
  const waiting = patientPool(pool, stop.signal).connect();
  setTimeout(() => stop.abort(), 50);
  await expect(waiting).rejects.toThrow("timeout exceeded");
  const ended = Object.assign(poolThatFails(1).pool, { ending: true });
  await expect(patientPool(ended, new AbortController().signal).connect()).rejects.toThrow("timeout exceeded");
});

test("a query fails at once", async () => {
  await expect(patientPool(poolThatFails(1).pool, new AbortController().signal).query("")).rejects.toThrow("REFUSED");
});
