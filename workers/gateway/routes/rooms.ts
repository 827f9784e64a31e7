import { randomUUID } from "node:crypto";
import type { Context, Hono } from "hono";
import { z } from "zod";
import { answerDirect, type DirectAnswer } from "#lib/chat/answer-direct.ts";
import { presentLimit } from "#lib/chat/present-limit.ts";
import type { Standing } from "#lib/chat/respond.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { AppError } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import { findHttpConnection } from "#lib/rooms/find-http-connection.ts";
import { listMessages } from "#lib/rooms/list-messages.ts";
import type { ResolvedConfig } from "#lib/teams/resolve-config.ts";
import { getLedger } from "#lib/usage/ledger.ts";
import { limitStatus } from "#lib/usage/limit-status.ts";
import type { LimitStatus } from "#lib/usage/reservation.ts";
import { checkRates } from "../check-rates.ts";
import { setLimitHeaders } from "../limit-headers.ts";
import { readBody } from "../read-body.ts";
import type { CallerKey, GatewayEnv } from "../types.ts";
import { streamTurn } from "./stream-turn.ts";

/** How long a message waits for the room's earlier ones, in milliseconds. */
const ROOM_WAIT_MS = 60_000;

const PATH = "/v1/rooms/:room/messages";
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !value.includes("\0"), "must not hold a NUL")
    // As PostgreSQL's driver stores it, so that it compares equal when it is sent again.
    .transform((value) => value.toWellFormed());
const roomSchema = text(255);
const bodySchema = z.object({
  text: text(100_000),
  /** The caller's id of the person who writes. */
  user: text(255),
  name: text(255).optional(),
  /** The caller's id of the message: sent again, it gets the same answer. */
  id: text(255).optional(),
  stream: z.boolean().optional(),
});
const pageSchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Adds the conversation API: one room per `{room}`, with history, commands and model choice. Errors are problem+json. */
export function mountRooms(app: Hono<GatewayEnv>): void {
  app.post(PATH, (c) => guard(c, () => postMessage(c)));
  app.get(PATH, (c) => guard(c, () => getTranscript(c)));
}

async function postMessage(c: Context<GatewayEnv>): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const { key, config, requestId } = c.var;
  const partnerRoomId = parse(roomSchema, c.req.param("room"), "room");
  const body = parse(bodySchema, parseJson(await readBody(incoming)));
  const now = new Date();
  const { rates, error } = await checkRates({ key, config, subjects: { teamId: key.teamId }, now });
  let known: Standing = {};
  const tellLimits = async (status: number) => {
    // Without a database, what failed for want of it should not wait for it once more.
    const limits =
      known.limits ?? (status < 500 ? await readLimits({ key, config, endUserId: known.endUserId, now }) : []);
    setLimitHeaders(outgoing, { rates: known.rate ? [...rates, known.rate] : rates, limits, now });
  };
  if (error) {
    await tellLimits(error.status);
    throw error;
  }
  const answer = (onDelta?: (textSoFar: string) => void) =>
    answerDirect({
      ...{ config, partnerRoomId, text: body.text, requestId, waitMs: ROOM_WAIT_MS, now: () => new Date() },
      user: { externalId: body.user, ...(body.name ? { name: body.name } : {}) },
      externalId: body.id ?? c.req.header("idempotency-key")?.slice(0, 255) ?? randomUUID(),
      key: { keyId: key.keyId, keyLineageId: key.lineageId },
      ...(onDelta ? { onDelta } : {}),
      onStanding: (standing) => {
        known = { ...known, ...standing };
      },
    });
  const wantsStream =
    body.stream ?? (c.req.query("stream") === "1" || (c.req.header("accept") ?? "").includes("text/event-stream"));
  const answerJson = async () => {
    const result = await answer();
    return c.json(present(result), 200, result.replayed ? { "Idempotency-Replayed": "true" } : {});
  };
  // Of a stream the headers leave with its first piece, and that is when this resolves.
  const response = await guard(c, () => (wantsStream ? streamTurn({ answer, present, requestId }) : answerJson()));
  await tellLimits(response.status);
  return response;
}

/** For answers that reserved nothing: commands, notices, what is sent again. Without the database there are none. */
async function readLimits(options: {
  key: CallerKey;
  config: ResolvedConfig;
  endUserId: string | undefined;
  now: Date;
}): Promise<LimitStatus[]> {
  const { key, config, endUserId, now } = options;
  const subjects = { teamId: key.teamId, keyLineageId: key.lineageId, ...(endUserId ? { endUserId } : {}) };
  const { timeZone } = config;
  const inMemory = getLedger().peekStatus({ subjects, estimate: { tokens: 0, costNano: 0n }, timeZone, now });
  return inMemory ?? limitStatus({ subjects, timeZone, now }).catch(() => []);
}

async function getTranscript(c: Context<GatewayEnv>): Promise<Response> {
  const partnerRoomId = parse(roomSchema, c.req.param("room"), "room");
  const { cursor, limit } = parse(pageSchema, c.req.query());
  const { id: connectionId } = await findHttpConnection(c.var.key.teamId);
  return c.json(await listMessages({ connectionId, partnerRoomId, limit, ...(cursor ? { before: cursor } : {}) }));
}

/** An answer as JSON. Cost is in nano-USD. */
function present({ answer, limits }: DirectAnswer) {
  const { id, text: answerText, source, createdAt, meta } = answer;
  const { usage } = meta;
  return {
    message: {
      ...{ id, text: answerText, source: source.toLowerCase(), createdAt: createdAt.toISOString() },
      model: meta.model ?? null,
      modelSource: meta.modelSource ?? null,
    },
    usage: usage
      ? { tokensIn: usage.tokensIn, tokensOut: usage.tokensOut, costNano: Number(usage.costNano) }
      : { tokensIn: 0, tokensOut: 0, costNano: 0 },
    limits: limits.map(presentLimit),
  };
}

async function guard(c: Context<GatewayEnv>, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return problemResponse(error, c.var.requestId);
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new AppError("malformed_request", said`The body is not valid JSON.`);
  }
}

/** @throws AppError invalid_input naming each wrong field */
function parse<S extends z.ZodType>(schema: S, value: unknown, name?: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    path: name ?? path.join("."),
    message: said`${message}`,
  }));
  throw new AppError("invalid_input", said`${errors[0]?.path || "The body"}: ${errors[0]?.message ?? ""}.`, { errors });
}
