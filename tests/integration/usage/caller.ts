/** A process of its own that reserves, settles and dies on command: a real racer, and a real victim. */
import { randomUUID } from "node:crypto";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getLedger, type Reservation, startLedger } from "#lib/usage/ledger.ts";
import { rollUp } from "#lib/usage/roll-up.ts";

export interface Call {
  teamId: string;
  keyLineageId?: string;
  endUserId?: string;
  tokens?: number;
  costNano?: string;
  now: string;
}

export type Command =
  | { op: "start"; journalDir: string }
  /** Makes calls, so many at a time, each held for up to some milliseconds; charged as estimated, or released. */
  | { op: "race"; call: Call; calls: number; concurrency: number; holdMs: number; releaseEvery?: number }
  /** Calls for some time, whatever fails meanwhile. */
  | { op: "raceForMs"; call: Call; ms: number; concurrency: number; holdMs: number }
  | { op: "reserve"; call: Call; calls: number; interruptible: boolean }
  /** Settles what was reserved and dies at once, before anything can be flushed. */
  | { op: "settleAndDie"; key: string }
  | { op: "rollUp" }
  | { op: "stop" };

export interface Tally {
  granted: number;
  refused: number;
}

const open: Reservation[] = [];

function facts(call: { tokens?: number; costNano?: string }, idempotencyKey: string) {
  const tokens = call.tokens ?? 0;
  return {
    idempotencyKey,
    channel: "api",
    model: "test/model",
    tokensIn: Math.floor(tokens / 3),
    tokensOut: tokens - Math.floor(tokens / 3),
    costNano: BigInt(call.costNano ?? 0),
    latencyMs: 5,
    status: "OK" as const,
  };
}

function reserveOptions(call: Call) {
  const { teamId, keyLineageId, endUserId } = call;
  return {
    subjects: { teamId, keyLineageId, endUserId },
    estimate: { tokens: call.tokens ?? 0, costNano: BigInt(call.costNano ?? 0) },
    timeZone: "UTC",
    now: new Date(call.now),
  };
}

async function race(o: Extract<Command, { op: "race" }>): Promise<Tally> {
  const tally = { granted: 0, refused: 0 };
  let left = o.calls;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const at = left;
      const result = await getLedger().reserve(reserveOptions(o.call));
      if (!result.ok) {
        tally.refused += 1;
        continue;
      }
      if (o.holdMs > 0) await new Promise((settle) => setTimeout(settle, Math.random() * o.holdMs));
      if (o.releaseEvery && at % o.releaseEvery === 0) getLedger().release(result.reservation);
      else {
        tally.granted += 1;
        getLedger().settle(result.reservation, facts(o.call, randomUUID()));
      }
    }
  };
  await Promise.all(Array.from({ length: o.concurrency }, caller));
  return tally;
}

async function raceForMs(o: Extract<Command, { op: "raceForMs" }>): Promise<Tally & { failed: number }> {
  const tally = { granted: 0, refused: 0, failed: 0 };
  const end = performance.now() + o.ms;
  const caller = async () => {
    while (performance.now() < end) {
      try {
        const result = await getLedger().reserve(reserveOptions(o.call));
        await new Promise((settle) => setTimeout(settle, Math.random() * o.holdMs));
        if (!result.ok) tally.refused += 1;
        else {
          getLedger().settle(result.reservation, facts(o.call, randomUUID()));
          tally.granted += 1;
        }
      } catch (error) {
        if ((error as { code?: string }).code !== "unavailable") throw error;
        tally.failed += 1;
        await new Promise((settle) => setTimeout(settle, 20));
      }
    }
  };
  await Promise.all(Array.from({ length: o.concurrency }, caller));
  return tally;
}

const handlers = {
  async start(o: Extract<Command, { op: "start" }>) {
    await startLedger({ journalDir: o.journalDir });
  },
  race,
  raceForMs,
  async reserve(o: Extract<Command, { op: "reserve" }>) {
    for (let n = 0; n < o.calls; n += 1) {
      const result = await getLedger().reserve({
        ...reserveOptions(o.call),
        interruptible: o.interruptible ? facts({}, `interruptible-${process.pid}-${n}`) : undefined,
      });
      if (result.ok) open.push(result.reservation);
    }
    return open.length;
  },
  settleAndDie(o: Extract<Command, { op: "settleAndDie" }>) {
    for (const [n, reservation] of open.entries()) {
      getLedger().settle(reservation, facts({ tokens: 10, costNano: "100" }, `${o.key}-${n}`));
    }
    process.kill(process.pid, "SIGKILL");
    // The signal comes when the kernel likes: nothing may be flushed until then.
    for (;;);
  },
  rollUp: () => rollUp(),
  async stop() {
    await getLedger().stop();
    await closeInfra();
  },
};

// Also when the test that started this process is gone.
process.on("disconnect", () => process.exit(0));

process.on("message", async ({ id, command }: { id: number; command: Command }) => {
  try {
    const result = await handlers[command.op](command as never);
    process.send?.({ id, result });
    if (command.op === "stop") process.disconnect();
  } catch (error) {
    process.send?.({ id, error: (error as Error).stack });
  }
});
