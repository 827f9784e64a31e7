import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import { breakerStates, throughBreaker } from "#lib/chat/providers/provider-breaker.ts";
import { ProviderFailure } from "#lib/chat/providers/provider-failure.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { startHeartbeat } from "#lib/operations/heartbeat.ts";

// A busy machine takes its time.
const SOON = { timeout: 10_000 };

afterAll(closeInfra);

test("a process is seen while it runs, with its figures and breakers, and gone as soon as it stops", async () => {
  const provider = { id: v7(), name: "broken" };
  for (let failure = 0; failure < 5; failure += 1) {
    await throughBreaker(provider, async () => {
      throw new ProviderFailure("server", "500");
    }).catch(() => undefined);
  }
  const heartbeat = startHeartbeat({ roles: ["jobs"], breakers: breakerStates, hasPools: true, everyMs: 50 });
  const read = () => getDb().processHeartbeat.findUnique({ where: { id: heartbeat.id } });
  // The first beat opens the pool that the second one tells of.
  await expect.poll(async () => (await read())?.figures, SOON).toHaveProperty("pools.database");
  const first = await read();
  expect(first).toMatchObject({
    roles: ["jobs"],
    pid: process.pid,
    figures: {
      memory: { rss: expect.any(Number) },
      eventLoop: { p99Ms: expect.any(Number) },
      pools: { database: { max: expect.any(Number), waiting: expect.any(Number) } },
      breakers: { [provider.id]: { state: "open", openedAt: expect.any(String) } },
    },
  });
  await expect.poll(async () => (await read())?.seenAt.getTime(), SOON).toBeGreaterThan(first?.seenAt.getTime() ?? 0);
  await heartbeat.stop();
  expect(await read()).toBeNull();
});

test("a breaker that has rested is half open, whether or not somebody has called since", () => {
  const open = Object.values(breakerStates(new Date())).find(({ state }) => state === "open");
  expect(open).toBeDefined();
  const later = Object.values(breakerStates(new Date(Date.now() + 6_000)));
  expect(later.map(({ state }) => state)).not.toContain("open");
  expect(later.map(({ state }) => state)).toContain("halfOpen");
});

test("a process that was killed is swept, but not before operators could see that it is missing", async () => {
  const row = { roles: ["gateway"], host: "h", pid: 1, version: "0", startedAt: new Date(), figures: {} };
  const [lost, longGone] = [v7(), v7()];
  await getDb().processHeartbeat.createMany({
    data: [
      { ...row, id: lost, seenAt: new Date(Date.now() - 60_000) },
      { ...row, id: longGone, seenAt: new Date(Date.now() - 3_600_000) },
    ],
  });
  const heartbeat = startHeartbeat({ roles: ["web"], hasPools: false });
  const ids = async () => (await getDb().processHeartbeat.findMany()).map(({ id }) => id);
  await expect.poll(ids, SOON).not.toContain(longGone);
  expect(await ids()).toContain(lost);
  await heartbeat.stop();
  await getDb().processHeartbeat.delete({ where: { id: lost } });
});
