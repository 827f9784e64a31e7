import { Hono } from "hono";
import { z } from "zod";
import { readJson } from "../../http/control-error.ts";
import { listCalls } from "../call-log.ts";
import type { UpdateKind } from "../model/bot.ts";
import { registerBot } from "../register-bot.ts";
import { pushUpdate } from "../updates/push-update.ts";
import type { TelegramWorld } from "../world.ts";
import { findControlBot } from "./find-chat.ts";
import { viewBot } from "./views.ts";

const botFields = z.strictObject({
  username: z
    .string()
    .regex(/^[A-Za-z]\w{2,31}$/)
    .optional(),
  firstName: z.string().min(1).max(64).optional(),
  canJoinGroups: z.boolean().optional(),
  canReadAllGroupMessages: z.boolean().optional(),
  supportsJoinRequestQueries: z.boolean().optional(),
});
const newBot = botFields.extend({ token: z.string().regex(/^\d{1,15}:[\w-]{1,64}$/) });
const rawUpdate = z.strictObject({ kind: z.string().min(1), content: z.record(z.string(), z.unknown()) });

/** Bots: their settings, what they called, what waits for them. */
export function botRoutes(world: TelegramWorld): Hono {
  const app = new Hono();
  app.get("/bots", (c) => c.json({ bots: [...world.bots.values()].map(viewBot) }));
  app.post("/bots", async (c) => c.json(viewBot(registerBot(world, await readJson(c, newBot))), 201));
  app.get("/bots/:botId", (c) => c.json(viewBot(findControlBot(world, c.req.param("botId")))));
  app.patch("/bots/:botId", async (c) => {
    const { token } = findControlBot(world, c.req.param("botId"));
    return c.json(viewBot(registerBot(world, { token, ...(await readJson(c, botFields)) })));
  });

  app.get("/bots/:botId/calls", (c) => {
    const bot = findControlBot(world, c.req.param("botId"));
    return c.json({ seq: world.seq, calls: listCalls(world, { botId: bot.id, ...callFilter(c.req.query()) }) });
  });
  app.get("/calls", (c) => c.json({ seq: world.seq, calls: listCalls(world, callFilter(c.req.query())) }));
  app.delete("/calls", (c) => {
    world.calls.length = 0;
    return c.json({ ok: true });
  });

  app.post("/bots/:botId/updates", async (c) => {
    const bot = findControlBot(world, c.req.param("botId"));
    const { kind, content } = await readJson(c, rawUpdate);
    const updateId = bot.nextUpdateId;
    pushUpdate(world, bot, kind as UpdateKind, content);
    return c.json({ updateId, queued: bot.nextUpdateId > updateId }, 201);
  });
  return app;
}

function callFilter(query: Record<string, string>) {
  return {
    method: query.method,
    chatId: query.chatId,
    after: query.after === undefined ? undefined : Number(query.after),
    limit: query.limit === undefined ? undefined : Math.max(1, Number(query.limit) || 1),
  };
}
