import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, inject, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { checkRateLimit, tryRateLimit } from "#lib/usage/rate-limit.ts";

afterAll(closeInfra);

describe("checkRateLimit", () => {
  test("lets exactly so many of 100 racers through, and says what is left", async () => {
    const key = `test:${randomUUID()}`;
    const now = new Date();
    const results = await Promise.all(Array.from({ length: 100 }, () => checkRateLimit({ key, perMinute: 20, now })));
    expect(results.filter((result) => result.ok)).toHaveLength(20);
    const remaining = results.filter((result) => result.ok).map((result) => result.remaining);
    expect(remaining.sort((a, b) => b - a)).toEqual(Array.from({ length: 20 }, (_, n) => 19 - n));
    const refused = results.filter((result) => !result.ok);
    expect(refused.every((result) => result.limit === 20 && result.remaining === 0)).toBe(true);
    expect(refused.every((result) => result.resetSeconds >= 55 && result.resetSeconds <= 60)).toBe(true);
    expect((await checkRateLimit({ key: `${key}:other`, perMinute: 20, now })).ok).toBe(true);
    // A raised limit goes on with the count.
    expect((await checkRateLimit({ key, perMinute: 0, now })).ok).toBe(false);
  });

  test("refuses everything at a limit of 0", async () => {
    expect(await checkRateLimit({ key: randomUUID(), perMinute: 0, now: new Date() })).toMatchObject({ ok: false });
  });

  test.skipIf(inject("redisUrl") !== "")("in memory it needs no waiting, and starts anew after a minute", () => {
    const key = randomUUID();
    const at = (seconds: number) => new Date(1_780_000_000_000 + seconds * 1_000);
    const call = (seconds: number) => tryRateLimit({ key, perMinute: 2, now: at(seconds) });
    expect(call(0)).toEqual({ ok: true, limit: 2, remaining: 1, resetSeconds: 60 });
    expect(call(30)).toEqual({ ok: true, limit: 2, remaining: 0, resetSeconds: 30 });
    expect(call(59.5)).toEqual({ ok: false, limit: 2, remaining: 0, resetSeconds: 1 });
    expect(call(60)).toMatchObject({ ok: true, remaining: 1 });
    // A clock set back locks nobody out.
    expect(call(-600)).toMatchObject({ ok: true, remaining: 1 });
  });

  test.skipIf(inject("redisUrl") === "")("in Redis it is not answered from memory", () => {
    expect(tryRateLimit({ key: randomUUID(), perMinute: 2, now: new Date() })).toBeUndefined();
  });
});
