import { Hono } from "hono";
import { readJson } from "../../http/control-error.ts";
import { telegramSettingsPatch } from "../settings.ts";
import type { TelegramWorld } from "../world.ts";
import { botRoutes } from "./bot-routes.ts";
import { chatRoutes } from "./chat-routes.ts";
import { eventRoutes } from "./event-routes.ts";
import { faultRoutes } from "./fault-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { userRoutes } from "./user-routes.ts";

/** Telegram's part of the control API. */
export function telegramControl(world: TelegramWorld): Hono {
  const app = new Hono();
  for (const routes of [botRoutes, userRoutes, chatRoutes, messageRoutes, eventRoutes, faultRoutes]) {
    app.route("/", routes(world));
  }
  app.get("/settings", (c) => c.json(world.settings));
  app.patch("/settings", async (c) => {
    const { limits, ...patch } = await readJson(c, telegramSettingsPatch);
    world.settings = { ...world.settings, ...patch, limits: { ...world.settings.limits, ...limits } };
    world.flood.clear();
    return c.json(world.settings);
  });
  app.post("/reset", (c) => {
    world.reset();
    return c.json({ ok: true });
  });
  return app;
}
