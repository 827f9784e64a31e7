import type { Hono } from "hono";
import { z } from "zod";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { telegramAdapter } from "#lib/channels/telegram/adapter.ts";
import { storableUpdate } from "#lib/channels/telegram/storable-update.ts";
import { letPass } from "#lib/gate/let-pass.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { AppError } from "#lib/infra/errors.ts";
import { log } from "#lib/infra/log.ts";
import { said } from "#lib/infra/said.ts";
import { microBatch } from "#lib/queues/micro-batch.ts";
import { telegramUpdateJobId, telegramUpdates } from "#lib/queues/telegram.ts";
import { gateAtOnce, isTakenSoon } from "../../gate-at-once.ts";
import { readBody } from "../read-body.ts";
import type { GatewayEnv } from "../types.ts";

/** Telegram waits a minute for an answer; a queue that has not taken the update by then is away. */
const ENQUEUE_TIMEOUT_MS = 10_000;

const updateSchema = z.looseObject({ update_id: z.number().int() });

/** Adds the entries that platforms call: verified, stored in the queue unless nothing is to be done, and only then answered with 200. */
export function mountWebhooks(app: Hono<GatewayEnv>): void {
  const updates = microBatch(telegramUpdates);
  app.post("/webhooks/telegram/:connection", async (c) => {
    try {
      await takeUpdate({
        connectionId: c.req.param("connection"),
        headers: c.req.raw.headers,
        readBody: () => readBody(c.env.incoming),
        add: updates.add,
      });
      return c.json({ ok: true });
    } catch (error) {
      return problemResponse(error, c.var.requestId);
    }
  });
}

/** @throws AppError unauthenticated, alike for an unknown connection and a wrong secret; or what is wrong with the body */
async function takeUpdate(options: {
  connectionId: string;
  headers: Headers;
  readBody: () => Promise<Buffer>;
  add: ReturnType<typeof microBatch<typeof telegramUpdates.contract.schema>>["add"];
}): Promise<void> {
  const connection = await loadConnection(options.connectionId);
  const telegrams = connection?.kind === "TELEGRAM" ? connection : null;
  if (!telegramAdapter.verify(options.headers, telegrams) || !telegrams) {
    throw new AppError("unauthenticated", said`The webhook's secret is missing or wrong.`);
  }
  const receivedAt = systemClock.now();
  const update = parseUpdate(await options.readBody());
  if (await letPass({ connection: telegrams, update, receivedAt })) return;
  const added = options.add(
    { connectionId: telegrams.id, update, receivedAt: receivedAt.getTime() },
    { jobId: telegramUpdateJobId(telegrams.id, update.update_id) },
  );
  try {
    // Not waited for: what it does is no reason to answer Telegram later.
    if (!(await isTakenSoon(added).catch(() => false))) void gateAtOnce(telegrams, [update]);
    await withTimeout(added, ENQUEUE_TIMEOUT_MS);
  } catch (err) {
    log().warn({ err, connectionId: telegrams.id }, "an update could not be queued");
    throw new AppError("unavailable", said`The queue is away. Please send it again.`, { retryAfterSeconds: 5 });
  }
}

function parseUpdate(body: Buffer): z.output<typeof updateSchema> {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw new AppError("malformed_request", said`The body is not valid JSON.`);
  }
  const update = updateSchema.safeParse(json);
  if (!update.success)
    throw new AppError("malformed_request", said`The body is no Telegram update: it has no update_id.`);
  return storableUpdate(update.data);
}

async function withTimeout(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not done within ${ms} ms`)), ms);
  });
  // A late failure after the time-out has been answered already.
  work.catch(() => undefined);
  await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
