import { loadConnection } from "../channels/load-connection.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { findAnswer, type StoredAnswer } from "../rooms/find-answer.ts";
import { findHttpConnection } from "../rooms/find-http-connection.ts";
import { ingest } from "../rooms/ingest.ts";
import { takeLease } from "../rooms/lease.ts";
import { loadTurn, type Turn } from "../rooms/load-turn.ts";
import { saveAnswer } from "../rooms/save-answer.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";
import type { LimitStatus } from "../usage/ledger.ts";
import { parseCommand } from "./commands/run-command.ts";
import { quotaError } from "./complete-errors.ts";
import { presentRateLimit } from "./present-limit.ts";
import { type Refusal, respond, type Standing } from "./respond.ts";

/** The channel of conversations by API, in rooms and usage rows. */
export const API_CHANNEL = "api";

const ROOM_LEASE_MS = 6_000;

export interface DirectAnswer {
  answer: StoredAnswer;
  /** Where the caller's limits stand after it; empty when nothing was charged now. */
  limits: LimitStatus[];
  /** True when the message had been answered before. */
  replayed: boolean;
}

/**
 * Answers a message of a conversation by API while its caller waits. Messages of one room are answered one at a time, in
 * whatever process they arrive. Sent again under the same id, a message gets the answer that it got, and is not charged
 * again; one that was refused, or whose process died, is tried anew.
 * @param options.waitMs how long to wait for the room's earlier messages
 * @throws AppError idempotency_mismatch (the id has another text), unavailable (the room is busy), and each refusal
 */
export async function answerDirect(options: {
  config: ResolvedConfig;
  partnerRoomId: string;
  user: { externalId: string; name?: string };
  externalId: string;
  text: string;
  key: { keyId: string; keyLineageId: string };
  requestId: string;
  waitMs: number;
  now: () => Date;
  onDelta?: (textSoFar: string) => void;
  /** Told what is learned of the caller's limits, also when the message is then refused. */
  onStanding?: (standing: Standing) => void;
}): Promise<DirectAnswer> {
  const { config, partnerRoomId, user, externalId, text, now } = options;
  const { id: connectionId } = await findHttpConnection(config.teamId);
  const connection = await loadConnection(connectionId);
  if (!connection?.active || !connection.assistant) {
    throw new AppError("forbidden", said`Conversations by API are switched off for this team.`);
  }
  const command = parseCommand(text);
  const stored = await ingest({
    ...{ teamId: config.teamId, connectionId, partnerName: API_CHANNEL, sender: user, externalId, text, at: now() },
    room: { partnerRoomId, type: "api" },
    ...(command ? { command } : {}),
    answer: "direct",
  });
  if (stored.text !== text) {
    throw new AppError(
      "idempotency_mismatch",
      said`A message of this id, with another text, was sent to this room before.`,
    );
  }
  const lease = await takeLease({ name: `room:${stored.roomId}`, ttlMs: ROOM_LEASE_MS, waitMs: options.waitMs });
  if (!lease) {
    const message = said`The room is still busy with an earlier message. Send this one again, with the same id.`;
    throw new AppError("unavailable", message, { retryAfterSeconds: 2 });
  }
  try {
    const turn = await loadTurn(stored.messageId);
    if (!turn) throw new AppError("conflict", said`A message of this id is no message of a user.`);
    options.onStanding?.({ endUserId: turn.endUser.id });
    const earlier = await findAnswer(turn.turnKey);
    if (earlier) return { answer: earlier, limits: [], replayed: true };
    return await answerNow({ ...options, turn, connection });
  } finally {
    await lease.release();
  }
}

async function answerNow(
  options: Parameters<typeof answerDirect>[0] & {
    turn: Turn;
    connection: NonNullable<Awaited<ReturnType<typeof loadConnection>>>;
  },
): Promise<DirectAnswer> {
  const { turn, config, connection, key, requestId, onDelta, onStanding } = options;
  if (turn.room.handler !== "AI") {
    throw new AppError(
      "conflict",
      said`This room is not answered by the assistant at present. The message was stored.`,
    );
  }
  const response = await respond({
    ...{ turn, config, connection, key, requestId, channel: API_CHANNEL, hasButtons: false, interruptible: true },
    now: options.now(),
    ...(onDelta ? { onDelta } : {}),
    ...(onStanding ? { onStanding } : {}),
  });
  if (response.kind === "silence")
    throw new AppError("invalid_input", said`There is nothing to answer in this message.`);
  if (response.kind === "reply" && response.refusal) throw refusalError(response.refusal, response.text);
  const saved = await saveAnswer({
    turn: { ...turn, roomId: turn.room.id, endUserId: turn.endUser.id },
    sessionId: response.kind === "answer" ? response.sessionId : null,
    source: response.kind === "answer" ? "AI" : "SYSTEM",
    text: response.text,
    status: "SENT",
    delivery: {},
    meta: response.meta,
  });
  if (response.kind === "answer") {
    if (saved) response.settle();
    else response.release();
  }
  const answer = await findAnswer(turn.turnKey);
  if (!answer) throw new Error("an answer vanished while it was stored");
  return { answer, limits: response.kind === "answer" ? response.limits : [], replayed: saved === null };
}

/** Which limit, how much and when are in the details; a used-up quota has the words of every API. */
function refusalError(refusal: Refusal, text: string): AppError {
  if (refusal.code === "quota_exceeded") return quotaError(refusal.violated, refusal.retryAfterSeconds);
  if (refusal.code === "rate_limited") {
    const { retryAfterSeconds, limit } = refusal;
    return new AppError("rate_limited", said`${text}`, {
      retryAfterSeconds,
      details: { limit: presentRateLimit("end user", limit) },
    });
  }
  return new AppError(refusal.code, said`${text}`);
}
