import { Hono } from "hono";
import { z } from "zod";
import { ControlError, readJson } from "../../http/control-error.ts";
import type { FaultRule } from "../faults.ts";
import type { TelegramWorld } from "../world.ts";

const newFault = z.strictObject({
  method: z.string().optional(),
  chatId: z.union([z.number(), z.string()]).optional(),
  botId: z.number().int().optional(),
  param: z.string().optional(),
  times: z.number().int().positive().nullable().default(1),
  status: z.number().int().min(300).max(599).optional(),
  description: z.string().optional(),
  retryAfter: z.number().int().nonnegative().optional(),
  delayMs: z.number().int().nonnegative().max(600_000).optional(),
  hang: z.boolean().optional(),
  dropConnection: z.boolean().optional(),
  afterEffect: z.boolean().optional(),
});

/** What is to go wrong with which calls. */
export function faultRoutes(world: TelegramWorld): Hono {
  const app = new Hono();
  app.get("/faults", (c) => c.json({ faults: world.faults }));
  app.post("/faults", async (c) => {
    world.nextId += 1;
    const fault: FaultRule = { ...(await readJson(c, newFault)), id: world.nextId, hits: 0 };
    world.faults.push(fault);
    return c.json(fault, 201);
  });
  app.delete("/faults", (c) => {
    world.faults.length = 0;
    return c.json({ ok: true });
  });
  app.delete("/faults/:id", (c) => {
    const index = world.faults.findIndex((fault) => fault.id === Number(c.req.param("id")));
    if (index === -1) throw new ControlError(404, "FAULT_ID_INVALID", `no fault ${c.req.param("id")}`);
    world.faults.splice(index, 1);
    return c.json({ ok: true });
  });
  return app;
}
