import { randomUUID } from "node:crypto";
import { createServer, connect as dial, type Socket } from "node:net";
import { afterAll, expect, inject, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import type { Tally } from "#tests/integration/usage/caller.ts";
import { spawnCaller } from "#tests/integration/usage/spawn-caller.ts";
import { countRows, expectReconciled, newJournalDir, reservedOf } from "#tests/integration/usage/usage-world.ts";

afterAll(closeInfra);

/** A wire to the database that can be cut in the middle of whatever goes through it. */
async function startWire(target: URL) {
  const sockets = new Set<Socket>();
  let up = true;
  const server = createServer((near) => {
    if (!up) return near.destroy();
    const far = dial(Number(target.port), target.hostname);
    for (const [a, b] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(a);
      a.on("error", () => {});
      a.on("close", () => {
        sockets.delete(a);
        b.destroy();
      });
      a.pipe(b);
    }
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      up = false;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      up = true;
    },
    close: () => new Promise((settle) => server.close(settle)),
  };
}

test("PostgreSQL away for seconds, again and again, under load: nothing is lost or doubled", async () => {
  const target = new URL(inject("databaseUrl"));
  const wire = await startWire(target);
  const throughWire = new URL(target);
  throughWire.port = `${wire.port}`;
  const { id: teamId } = await createTeam();
  const limit = { teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1_000_000n } as const;
  await createLimit(limit, new Date());
  const caller = await spawnCaller({ journalDir: newJournalDir(), env: { DATABASE_URL: throughWire.href } });
  const call = { teamId, now: new Date().toISOString() };
  let charged = 0;
  const race = async () => {
    const tally = await caller.run<Tally & { failed: number }>({
      op: "raceForMs",
      call,
      ms: 6_000,
      concurrency: 10,
      holdMs: 3,
    });
    charged += tally.granted;
    return tally;
  };
  const racing = race();
  for (const awayMs of [30, 200, 1_500]) {
    await new Promise((settle) => setTimeout(settle, 700));
    wire.cut();
    await new Promise((settle) => setTimeout(settle, awayMs));
    wire.mend();
  }
  const tally = await racing;
  expect(tally.granted).toBeGreaterThan(100);
  await expect.poll(() => countRows(teamId), { timeout: 10_000 }).toBe(charged);
  await expect.poll(() => reservedOf(teamId), { timeout: 10_000 }).toEqual(["0", "0", "0"]);
  await expectReconciled(teamId);
  await caller.run({ op: "stop" });
  await wire.close();
});

test("PostgreSQL away at the end: the journal keeps what was charged for the next start", async () => {
  const target = new URL(inject("databaseUrl"));
  const wire = await startWire(target);
  const throughWire = new URL(target);
  throughWire.port = `${wire.port}`;
  const journalDir = newJournalDir();
  const { id: teamId } = await createTeam();
  const victim = await spawnCaller({ journalDir, env: { DATABASE_URL: throughWire.href } });
  const call = { teamId, now: new Date().toISOString() };
  await victim.run({ op: "reserve", call, calls: 30, interruptible: false });
  wire.cut();
  await victim.run({ op: "settleAndDie", key: randomUUID() }).catch(() => {});
  await victim.died();
  await wire.close();
  const next = await spawnCaller({ journalDir });
  expect(await countRows(teamId)).toBe(30);
  await next.run({ op: "stop" });
});
