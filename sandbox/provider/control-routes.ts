import { Hono } from "hono";
import { z } from "zod";
import { ControlError, readJson } from "../http/control-error.ts";
import type { ProviderWorld } from "./provider-world.ts";
import { believablePace, providerFault, providerSettingsPatch } from "./settings.ts";

/** The provider's part of the control API. */
export function providerControl(world: ProviderWorld): Hono {
  const app = new Hono();

  app.get("/settings", (c) => c.json(world.settings));
  app.patch("/settings", async (c) => {
    const patch = await readJson(c, providerSettingsPatch.extend({ believable: z.literal(true).optional() }));
    const { believable, ...settings } = patch;
    world.settings = { ...world.settings, ...(believable ? believablePace : {}), ...settings };
    return c.json(world.settings);
  });

  app.get("/calls", (c) => {
    const after = Number(c.req.query("after") ?? 0);
    const model = c.req.query("model");
    const calls = world.calls.filter((call) => call.seq > after && (model === undefined || call.model === model));
    return c.json({ total: world.totalCalls, calls: calls.slice(-Number(c.req.query("limit") ?? 1000)) });
  });
  app.delete("/calls", (c) => {
    world.calls.length = 0;
    return c.json({ ok: true });
  });

  app.get("/faults", (c) => c.json({ faults: world.faults }));
  app.post("/faults", async (c) => {
    const rule = { ...(await readJson(c, providerFault)), id: world.nextFaultId, hits: 0 };
    world.nextFaultId += 1;
    world.faults.push(rule);
    return c.json(rule, 201);
  });
  app.delete("/faults", (c) => {
    world.faults.length = 0;
    return c.json({ ok: true });
  });
  app.delete("/faults/:id", (c) => {
    const index = world.faults.findIndex((rule) => rule.id === Number(c.req.param("id")));
    if (index === -1) throw new ControlError(404, "not_found", `no fault ${c.req.param("id")}`);
    world.faults.splice(index, 1);
    return c.json({ ok: true });
  });

  app.post("/reset", (c) => {
    world.reset();
    return c.json({ ok: true });
  });
  return app;
}
