import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";

export interface IdempotencyKey {
  /** Keys are apart per API key's lineage. */
  lineageId: string;
  key: string;
}

export type IdempotencyClaim =
  /** This call does the work, and ends it with `completeClaim` or `abandonClaim`. */
  | { state: "claimed" }
  | { state: "stored"; statusCode: number; headers: Record<string, string>; body: Buffer }
  /** The key was used with another body. */
  | { state: "mismatch" }
  /** The first call of this key still runs. */
  | { state: "running" };

/** A killed process blocks its keys for at most this long; a living one extends its locks. */
const LOCK_SECONDS = 15;
const EXTEND_EVERY_MS = 5_000;
const KEEP_MS = 86_400_000;

interface RunningClaim extends IdempotencyKey {
  bodyHash: string;
  heartbeat: NodeJS.Timeout;
}

const claims = new Map<string, RunningClaim>();

/**
 * Claims a caller's Idempotency-Key before the work. Of many racers exactly one claims it. The lock is extended while this
 * process lives, and lapses 15 s after it died.
 * @param options.bodyHash of the request's body
 */
export async function claimIdempotencyKey(
  options: IdempotencyKey & { bodyHash: string; now: Date },
): Promise<IdempotencyClaim> {
  const { lineageId, key, bodyHash, now } = options;
  const claimed = await getPool().query(CLAIM, [lineageId, key, bodyHash, keepUntil(now), now]);
  if (claimed.rowCount === 1) {
    keepClaim({ lineageId, key, bodyHash });
    return { state: "claimed" };
  }
  const { rows } = await getPool().query<RawRecord>(
    "SELECT body_hash, status_code, headers, body FROM idempotency_records WHERE lineage_id = $1 AND key = $2",
    [lineageId, key],
  );
  const record = rows[0];
  // Given up in between: its caller may try again at once.
  if (!record) return { state: "running" };
  if (record.body_hash !== bodyHash) return { state: "mismatch" };
  if (record.status_code === null) return { state: "running" };
  return {
    state: "stored",
    statusCode: record.status_code,
    headers: record.headers ?? {},
    body: record.body ?? Buffer.alloc(0),
  };
}

/**
 * Stores the answer of a claim for 24 h.
 * @returns false when the claim has gone to another call, because this process had stood still
 */
export async function completeClaim(
  options: IdempotencyKey & {
    statusCode: number;
    headers: Record<string, string>;
    body: Uint8Array | string;
    now: Date;
  },
): Promise<boolean> {
  const claim = dropClaim(options);
  if (!claim) return false;
  const { rowCount } = await getPool().query(
    `UPDATE idempotency_records SET status_code = $4, headers = $5, body = $6, expires_at = $7
      WHERE lineage_id = $1 AND key = $2 AND body_hash = $3 AND status_code IS NULL`,
    [
      claim.lineageId,
      claim.key,
      claim.bodyHash,
      options.statusCode,
      JSON.stringify(options.headers),
      Buffer.from(options.body),
      keepUntil(options.now),
    ],
  );
  return rowCount === 1;
}

/** Gives a claim up after a failure, so that the same key may try again. */
export async function abandonClaim(options: IdempotencyKey): Promise<void> {
  const claim = dropClaim(options);
  if (!claim) return;
  await getPool().query(
    "DELETE FROM idempotency_records WHERE lineage_id = $1 AND key = $2 AND body_hash = $3 AND status_code IS NULL",
    [claim.lineageId, claim.key, claim.bodyHash],
  );
}

interface RawRecord {
  body_hash: string;
  status_code: number | null;
  headers: Record<string, string> | null;
  body: Buffer | null;
}

function keepClaim({ lineageId, key, bodyHash }: IdempotencyKey & { bodyHash: string }): void {
  const extend = () => {
    getPool()
      .query(EXTEND, [lineageId, key, bodyHash])
      .catch((err) => log().warn({ err }, "idempotency lock not extended"));
  };
  const heartbeat = setInterval(extend, EXTEND_EVERY_MS);
  heartbeat.unref();
  claims.set(nameOf({ lineageId, key }), { lineageId, key, bodyHash, heartbeat });
}

function dropClaim(options: IdempotencyKey): RunningClaim | undefined {
  const claim = claims.get(nameOf(options));
  if (!claim) return undefined;
  clearInterval(claim.heartbeat);
  claims.delete(nameOf(options));
  return claim;
}

function nameOf({ lineageId, key }: IdempotencyKey): string {
  return `${lineageId} ${key}`;
}

function keepUntil(now: Date): Date {
  return new Date(now.getTime() + KEEP_MS);
}

// Anew, over a record that has run its 24 h, or over a claim whose process died. Locks go by the database's clock, which
// all processes share.
const CLAIM = `
INSERT INTO idempotency_records AS i (lineage_id, key, body_hash, locked_until, expires_at)
VALUES ($1, $2, $3, now() + interval '${LOCK_SECONDS} seconds', $4)
    ON CONFLICT (lineage_id, key) DO UPDATE
   SET body_hash = EXCLUDED.body_hash, locked_until = EXCLUDED.locked_until, expires_at = EXCLUDED.expires_at,
       status_code = NULL, headers = NULL, body = NULL
 WHERE i.expires_at <= $5
    OR (i.status_code IS NULL AND i.locked_until <= now() AND i.body_hash = EXCLUDED.body_hash)`;

const EXTEND = `
UPDATE idempotency_records SET locked_until = now() + interval '${LOCK_SECONDS} seconds'
 WHERE lineage_id = $1 AND key = $2 AND body_hash = $3 AND status_code IS NULL`;
