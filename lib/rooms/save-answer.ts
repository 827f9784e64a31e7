import { v7 as uuidv7 } from "uuid";
import type { Button } from "../channels/adapter.ts";
import { getPool } from "../infra/db.ts";
import type { DeliveryStatus, MessageSource } from "../infra/prisma/enums.ts";
import type { ChainTry } from "../usage/chain-try.ts";
import type { DeliveryState } from "./delivery-state.ts";

/** What a charged answer cost, kept with it so that a charge lost to a crash can be made good. bigint as digits. */
export interface AnswerUsage {
  model: string;
  providerId?: string;
  tokensIn: number;
  tokensOut: number;
  costNano: string;
  latencyMs: number;
  /** ISO 8601: when the turn was reserved. */
  occurredAt: string;
  channel: string;
  keyId?: string;
  keyLineageId?: string;
  endUserId: string;
  /** The tries that led to it, and the configuration that it obeyed. */
  provenance?: { chain: ChainTry[]; configId: string };
}

/** What a message's `meta` says about an outbound message. */
export interface OutboundMeta {
  /** What kind of answer: the model's, a command's, or a notice. */
  kind: "answer" | "command" | "notice";
  /** Which notice, such as `rate_limited`. */
  notice?: string;
  model?: string;
  modelSource?: string;
  chain?: string[];
  buttons?: Button[][];
  usage?: AnswerUsage;
}

export interface SaveAnswerOptions {
  turn: { messageId: string; turnKey: string; teamId: string; roomId: string; endUserId: string };
  /** The conversation it belongs to; null for commands and notices, which are no part of one. */
  sessionId: string | null;
  source: MessageSource;
  text: string;
  status: DeliveryStatus;
  delivery: DeliveryState;
  meta: OutboundMeta;
}

/**
 * Writes the one answer of a message, marks the message as answered and the session as active, in one statement.
 * @returns the answer's id, or null when the message had been answered already
 */
export async function saveAnswer(options: SaveAnswerOptions): Promise<string | null> {
  const { turn, sessionId, source, text, status, delivery, meta } = options;
  const { rows } = await getPool().query<{ id: string }>({
    name: "answer-save",
    text: SAVE,
    values: [
      ...[uuidv7(), turn.teamId, turn.roomId, sessionId, turn.endUserId, source, text.replaceAll("\0", ""), status],
      ...[turn.turnKey, JSON.stringify(delivery), JSON.stringify(meta), turn.messageId],
    ],
  });
  return rows[0]?.id ?? null;
}

/** Marks a message as needing no answer (any more). */
export async function closeTurn(messageId: string, outcome: string): Promise<void> {
  await getPool().query({
    name: "turn-close",
    text: `UPDATE messages SET status = 'RECEIVED', meta = meta || jsonb_build_object('outcome', $2::text), updated_at = now()
      WHERE id = $1 AND status = 'PENDING'`,
    values: [messageId, outcome],
  });
}

const SAVE = `
WITH saved AS (
  INSERT INTO messages (id, team_id, room_id, session_id, end_user_id, direction, source, text, status, turn_key, delivery,
      meta, updated_at)
  VALUES ($1, $2, $3, $4::uuid, $5, 'OUTBOUND', $6::"MessageSource", $7, $8::"DeliveryStatus", $9, $10::jsonb, $11::jsonb, now())
      ON CONFLICT (direction, turn_key) DO NOTHING
  RETURNING id
), answered AS (
  UPDATE messages SET status = 'RECEIVED', session_id = $4::uuid, updated_at = now() WHERE id = $12::uuid
), active AS (
  UPDATE sessions SET last_activity_at = now() WHERE id = $4::uuid
)
SELECT id FROM saved`;
