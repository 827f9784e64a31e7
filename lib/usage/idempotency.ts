import { sha256Hex } from "../infra/crypto.ts";
import { getPool } from "../infra/db.ts";

export interface IdempotencyKey {
  /** Keys are apart per API key's lineage. */
  lineageId: string;
  key: string;
}

export type IdempotencyClaim =
  | { state: "claimed"; claim: RunningClaim }
  | { state: "replay"; statusCode: number; headers: Record<string, string>; body: Buffer }
  /** The key was used with another body. */
  | { state: "mismatch" }
  /** The first call of this key still runs. */
  | { state: "running" };

/** A claim that this process works on. `lockedUntil` tells it from a later one of the same key. */
export interface RunningClaim extends IdempotencyKey {
  lockedUntil: Date;
  /** Names the one call that this key stands for: the same for whoever takes over from a process that died. */
  callId: string;
}

/** A killed process blocks its key for at most this long. */
const LOCK_MS = 30_000;
const KEEP_MS = 86_400_000;

/**
 * Claims a caller's Idempotency-Key before the work. Of many racers exactly one claims it; the lock of a process that died
 * lapses after 30 s, so extend it while the work lasts longer.
 * @param options.bodyHash of the request's body
 */
export async function claimIdempotency(
  options: IdempotencyKey & { bodyHash: string; now: Date },
): Promise<IdempotencyClaim> {
  const { lineageId, key, bodyHash, now } = options;
  const lockedUntil = new Date(now.getTime() + LOCK_MS);
  const values = [lineageId, key, bodyHash, lockedUntil, later(now), now];
  const claimed = await getPool().query<{ expires_at: Date }>(CLAIM, values);
  if (claimed.rows[0]) {
    const callId = sha256Hex(`${lineageId}/${key}/${claimed.rows[0].expires_at.toISOString()}`);
    return { state: "claimed", claim: { lineageId, key, lockedUntil, callId } };
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
    state: "replay",
    statusCode: record.status_code,
    headers: record.headers ?? {},
    body: record.body ?? Buffer.alloc(0),
  };
}

/** Keeps a claim while its work goes on. @returns the extended claim, or undefined when it has lapsed to another */
export async function extendIdempotency(claim: RunningClaim, now: Date): Promise<RunningClaim | undefined> {
  const lockedUntil = new Date(now.getTime() + LOCK_MS);
  const { rowCount } = await getPool().query(
    `UPDATE idempotency_records SET locked_until = $4
      WHERE lineage_id = $1 AND key = $2 AND locked_until = $3 AND status_code IS NULL`,
    [claim.lineageId, claim.key, claim.lockedUntil, lockedUntil],
  );
  return rowCount === 1 ? { ...claim, lockedUntil } : undefined;
}

/**
 * Stores the answer for 24 h. A claim that was extended meanwhile is still this one.
 * @returns false when there is an answer already
 */
export async function completeIdempotency(
  claim: RunningClaim,
  answer: { statusCode: number; headers: Record<string, string>; body: Uint8Array | string },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await getPool().query(
    `UPDATE idempotency_records SET status_code = $4, headers = $5, body = $6, expires_at = $7
      WHERE lineage_id = $1 AND key = $2 AND locked_until >= $3 AND status_code IS NULL`,
    [
      claim.lineageId,
      claim.key,
      claim.lockedUntil,
      answer.statusCode,
      JSON.stringify(answer.headers),
      Buffer.from(answer.body),
      later(now),
    ],
  );
  return rowCount === 1;
}

/** Gives a claim up after a failure, so that the same key may try again; one that has lapsed to another is left to it. */
export async function abandonIdempotency(claim: RunningClaim): Promise<void> {
  await getPool().query(
    "DELETE FROM idempotency_records WHERE lineage_id = $1 AND key = $2 AND locked_until = $3 AND status_code IS NULL",
    [claim.lineageId, claim.key, claim.lockedUntil],
  );
}

interface RawRecord {
  body_hash: string;
  status_code: number | null;
  headers: Record<string, string> | null;
  body: Buffer | null;
}

function later(now: Date): Date {
  return new Date(now.getTime() + KEEP_MS);
}

// Anew, or over a record that has run its 24 h, or over a claim of the same body whose process died. The last keeps the
// first one's expiry, which tells this use of the key from later ones.
const CLAIM = `
INSERT INTO idempotency_records AS i (lineage_id, key, body_hash, locked_until, expires_at)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (lineage_id, key) DO UPDATE
   SET body_hash = EXCLUDED.body_hash, locked_until = EXCLUDED.locked_until,
       expires_at = CASE WHEN i.expires_at <= $6 THEN EXCLUDED.expires_at ELSE i.expires_at END,
       status_code = NULL, headers = NULL, body = NULL
 WHERE i.expires_at <= $6
    OR (i.status_code IS NULL AND i.locked_until <= $6 AND i.body_hash = EXCLUDED.body_hash)
RETURNING expires_at`;
