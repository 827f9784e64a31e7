import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import {
  abandonIdempotency,
  claimIdempotency,
  completeIdempotency,
  extendIdempotency,
  type RunningClaim,
} from "#lib/usage/idempotency.ts";
import { sweepUsage } from "#lib/usage/sweep.ts";

afterAll(closeInfra);

// Ahead of the clock, so that no other test's sweep takes these records for expired.
const START = Date.now() + 3_600_000;
const at = (seconds: number) => new Date(START + seconds * 1_000);
const ANSWER = { statusCode: 200, headers: { "content-type": "application/json" }, body: '{"ok":"žluť"}' };

async function claim(key: { lineageId: string; key: string }, now = at(0), bodyHash = "body") {
  return claimIdempotency({ ...key, bodyHash, now });
}

async function claimed(key: { lineageId: string; key: string }, now = at(0)): Promise<RunningClaim> {
  const result = await claim(key, now);
  if (result.state !== "claimed") throw new Error(result.state);
  return result.claim;
}

const newKey = () => ({ lineageId: randomUUID(), key: "k-1" });

test("of 50 racers one claims, and the others see it run", async () => {
  const key = newKey();
  const states = (await Promise.all(Array.from({ length: 50 }, () => claim(key)))).map((result) => result.state);
  expect(states.filter((state) => state === "claimed")).toHaveLength(1);
  expect(states.filter((state) => state === "running")).toHaveLength(49);
});

test("the same body gets the same answer for 24 hours; another body a mismatch", async () => {
  const key = newKey();
  const mine = await claimed(key);
  expect(await claim(key, at(0), "other")).toEqual({ state: "mismatch" });
  expect(await completeIdempotency(mine, ANSWER, at(2))).toBe(true);
  expect(await completeIdempotency(mine, { ...ANSWER, statusCode: 500 }, at(2))).toBe(false);
  const replayed = await claim(key, at(86_400));
  expect(replayed).toMatchObject({ state: "replay", statusCode: 200, headers: ANSWER.headers });
  if (replayed.state === "replay") expect(replayed.body.toString()).toBe(ANSWER.body);
  expect(await claim(key, at(86_400), "other")).toEqual({ state: "mismatch" });
  // The key is free again after that.
  expect(await claim(key, at(86_403), "other")).toMatchObject({ state: "claimed" });
  // And it is another key for another lineage.
  expect(await claim({ ...key, lineageId: randomUUID() })).toMatchObject({ state: "claimed" });
});

test("a dead process's claim lapses; a living one's is extended", async () => {
  const key = newKey();
  const first = await claimed(key);
  const extended = await extendIdempotency(first, at(20));
  expect(await claim(key, at(31))).toEqual({ state: "running" });
  // With a body of its own nobody takes over what another one's caller began.
  expect(await claim(key, at(60), "other")).toEqual({ state: "mismatch" });
  const second = await claimed(key, at(60));
  // Whoever takes over goes on with the same call.
  expect(second.callId).toBe(first.callId);
  expect(await extendIdempotency(extended ?? first, at(61))).toBeUndefined();
  await abandonIdempotency(extended ?? first);
  expect(await claim(key, at(61))).toEqual({ state: "running" });
  await abandonIdempotency(second);
  // A key that was given up may be used again, for another call.
  expect((await claimed(key, at(61))).callId).not.toBe(first.callId);
});

test("the sweeper removes what is past its 24 hours", async () => {
  const old = newKey();
  const fresh = newKey();
  const long = new Date("2020-01-01T00:00:00Z");
  await completeIdempotency(await claimed(old, long), ANSWER, long);
  await completeIdempotency(await claimed(fresh), ANSWER, at(0));
  await sweepUsage({ now: new Date("2020-01-02T00:00:01Z") });
  const left = await getDb().idempotencyRecord.findMany({
    where: { lineageId: { in: [old.lineageId, fresh.lineageId] } },
  });
  expect(left.map((record) => record.lineageId)).toEqual([fresh.lineageId]);
});
