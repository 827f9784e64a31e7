import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";

export interface HeldLease {
  /** Aborts when the lease could not be kept: whoever holds it then must stop. */
  lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes a name for this process, or waits for it. The database's clock decides, so copies on machines whose clocks differ
 * agree. The lease is renewed until it is released; a holder that was killed loses it when `ttlMs` have passed.
 * @param options.waitMs how long to try; 0 tries once
 * @returns null when somebody else holds it all that time
 */
export async function takeLease(options: { name: string; ttlMs: number; waitMs: number }): Promise<HeldLease | null> {
  const holder = randomUUID();
  const deadline = performance.now() + options.waitMs;
  for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
    if (await claim(options.name, holder, options.ttlMs)) return hold(options.name, holder, options.ttlMs);
    if (performance.now() + pause > deadline) return null;
    await sleep(pause);
  }
}

function hold(name: string, holder: string, ttlMs: number): HeldLease {
  const lost = new AbortController();
  let validUntil = performance.now() + ttlMs;
  let released = false;
  const renew = async () => {
    const asked = performance.now();
    try {
      if (await claimAgain(name, holder, ttlMs)) validUntil = asked + ttlMs;
      else lost.abort();
    } catch (err) {
      if (!released) log().warn({ err, lease: name }, "a lease was not renewed");
    }
    if (performance.now() > validUntil) lost.abort();
    if (lost.signal.aborted) clearInterval(timer);
  };
  const timer = setInterval(renew, ttlMs / 3);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      released = true;
      clearInterval(timer);
      await getPool()
        .query({
          name: "lease-release",
          text: "DELETE FROM leases WHERE name = $1 AND holder = $2",
          values: [name, holder],
        })
        .catch((err) => log().warn({ err, lease: name }, "a lease was not released; it expires by itself"));
    },
  };
}

async function claim(name: string, holder: string, ttlMs: number): Promise<boolean> {
  const { rowCount } = await getPool().query({
    name: "lease-claim",
    text: `INSERT INTO leases AS l (name, holder, expires_at) VALUES ($1, $2, now() + $3 * interval '1 millisecond')
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
      WHERE l.expires_at < now()`,
    values: [name, holder, ttlMs],
  });
  return rowCount === 1;
}

async function claimAgain(name: string, holder: string, ttlMs: number): Promise<boolean> {
  const { rowCount } = await getPool().query({
    name: "lease-renew",
    text: "UPDATE leases SET expires_at = now() + $3 * interval '1 millisecond' WHERE name = $1 AND holder = $2",
    values: [name, holder, ttlMs],
  });
  return rowCount === 1;
}
