import { randomUUID } from "node:crypto";
import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";

/** After this long without a renewal the sweeper gives a process's leases back. */
const TTL_SECONDS = 15;
/** After half of that the process itself spends nothing from them any more. */
const SPEND_FOR_MS = (TTL_SECONDS * 1_000) / 2;
const RENEW_EVERY_MS = 3_000;

export interface QuotaHolder {
  id(): string;
  /** True while nobody can have swept this holder's leases. */
  isValid(): boolean;
  /** @throws when the database is away */
  ensureValid(): Promise<void>;
  /** @param unregister false where the database is away: the sweeper does it then */
  stop(unregister: boolean): Promise<void>;
}

/** This process as a holder of leases, kept alive by a heartbeat. @param onVoid told when its leases have been swept */
export function createQuotaHolder(options: { id?: string; onVoid(newId: string): void }): QuotaHolder {
  let id = options.id ?? randomUUID();
  let registered = false;
  let validUntil = 0;
  // The monotonic clock stands still while a machine sleeps; the other clock doesn't.
  let validUntilWall = 0;
  let renewing: Promise<void> | undefined;
  let stopped = false;

  const renew = () => {
    renewing ??= renewOnce().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  const renewOnce = async () => {
    const from = performance.now();
    const fromWall = Date.now();
    if (registered) {
      const { rowCount } = await getPool().query({
        text: RENEW,
        values: [id],
        query_timeout: 5_000,
      } as QueryWithTimeout);
      if (rowCount === 0) {
        registered = false;
        id = randomUUID();
        log().warn({ holder: id }, "quota leases had lapsed: starting anew");
        options.onVoid(id);
      }
    }
    if (!registered) {
      await getPool().query(REGISTER, [id]);
      registered = true;
    }
    validUntil = from + SPEND_FOR_MS;
    validUntilWall = fromWall + SPEND_FOR_MS;
  };

  const isValid = () => performance.now() < validUntil && Date.now() < validUntilWall;

  const timer = setInterval(() => {
    if (!stopped) renew().catch((err) => log().warn({ err }, "quota leases not renewed"));
  }, RENEW_EVERY_MS);
  timer.unref();

  return {
    id: () => id,
    isValid,
    async ensureValid() {
      if (!isValid()) await renew();
    },
    async stop(unregister) {
      stopped = true;
      clearInterval(timer);
      if (!unregister) return;
      await renewing?.catch(() => {});
      if (registered) await getPool().query(UNREGISTER, [id]);
    },
  };
}

interface QueryWithTimeout {
  text: string;
  values: unknown[];
}

const RENEW = `UPDATE quota_holders SET expires_at = now() + interval '${TTL_SECONDS} seconds' WHERE id = $1`;

const REGISTER = `
INSERT INTO quota_holders (id, expires_at) VALUES ($1, now() + interval '${TTL_SECONDS} seconds')
    ON CONFLICT (id) DO UPDATE SET expires_at = EXCLUDED.expires_at`;

// Whatever calls still hold is left to the sweeper.
const UNREGISTER = `
WITH emptied AS (DELETE FROM quota_leases WHERE holder = $1 AND requests = 0 AND tokens = 0 AND cost = 0)
DELETE FROM quota_holders h WHERE h.id = $1 AND NOT EXISTS (
  SELECT 1 FROM quota_leases l WHERE l.holder = h.id AND (l.requests > 0 OR l.tokens > 0 OR l.cost > 0))`;
