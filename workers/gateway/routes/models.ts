import type { Hono } from "hono";
import { loadCatalog, peekCatalog } from "#lib/models/load-catalog.ts";
import type { GatewayEnv } from "../types.ts";

/** `GET /v1/models`: exactly what this key may call, in OpenAI's list shape. An unpriced model is refused, so not listed. */
export function mountModels(app: Hono<GatewayEnv>): void {
  app.get("/v1/models", async (c) => {
    const catalog = peekCatalog() ?? (await loadCatalog());
    const data = c.var.config.availableModels.value.flatMap((id) => {
      const route = catalog.routes.get(id)?.find((one) => one.inputPrice !== null && one.outputPrice !== null);
      if (!route) return [];
      return [
        {
          id,
          object: "model",
          created: 0,
          owned_by: id.includes("/") ? id.slice(0, id.indexOf("/")) : "switchboard",
          name: route.displayName,
          context_window: route.contextWindow,
        },
      ];
    });
    return c.json({ object: "list", data });
  });
}
