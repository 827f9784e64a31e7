import type { Context, Hono } from "hono";
import { z } from "zod";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { telegramAdapter } from "#lib/channels/telegram/adapter.ts";
import { log } from "#lib/infra/log.ts";
import { microBatch } from "#lib/queues/micro-batch.ts";
import { telegramUpdateJobId, telegramUpdates } from "#lib/queues/telegram.ts";
import type { GatewayEnv } from "../types.ts";
import { readBody } from "./read-body.ts";

const MAX_BODY_BYTES = 1024 * 1024;
/** Telegram waits a minute for an answer; a queue that has not taken the update by then is away. */
const ENQUEUE_TIMEOUT_MS = 10_000;

const updateSchema = z.looseObject({ update_id: z.number().int() });

/** Adds the entries that platforms call: verified, stored in the queue, and only then answered with 200. */
export function mountWebhooks(app: Hono<GatewayEnv>): void {
  const updates = microBatch(telegramUpdates);
  app.post("/webhooks/telegram/:connection", async (c) => {
    const connectionId = c.req.param("connection");
    const connection = await loadConnection(connectionId);
    const isTelegrams = connection?.kind === "TELEGRAM" ? connection : null;
    if (!telegramAdapter.verify(c.req.raw.headers, isTelegrams) || !isTelegrams) {
      return problem(c, 401, "The webhook's secret is missing or wrong.");
    }
    const body = await readBody(c.req.raw, MAX_BODY_BYTES);
    if (!body.ok) return problem(c, body.status, body.message);
    const update = updateSchema.safeParse(body.value);
    if (!update.success) return problem(c, 400, "The body is not a Telegram update: it has no integer update_id.");
    try {
      const added = updates.add(
        { connectionId: isTelegrams.id, update: update.data },
        { jobId: telegramUpdateJobId(isTelegrams.id, update.data.update_id) },
      );
      await withTimeout(added, ENQUEUE_TIMEOUT_MS);
    } catch (err) {
      log().warn({ err, connectionId: isTelegrams.id }, "an update could not be queued");
      c.header("Retry-After", "5");
      return problem(c, 503, "The queue is away. Please send it again.");
    }
    return c.json({ ok: true });
  });
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

function problem(c: Context, status: 400 | 401 | 413 | 415 | 503, detail: string): Response {
  return c.json({ type: "about:blank", status, detail }, status, { "content-type": "application/problem+json" });
}
