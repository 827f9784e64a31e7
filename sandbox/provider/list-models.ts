import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { checkKey } from "./chat-completions.ts";
import { ProviderError, renderProviderError } from "./provider-error.ts";
import type { ProviderWorld } from "./provider-world.ts";

/** `GET /models` and `GET /models/<id>`. */
export function listModels(world: ProviderWorld, c: Context<{ Bindings: HttpBindings }>): Response {
  try {
    checkKey(world, c.env.incoming);
    const shown = world.settings.models.map((id) => ({
      id,
      object: "model",
      created: 1_735_689_600,
      owned_by: "sandbox",
    }));
    const wanted = c.req.param("model");
    if (wanted === undefined) return c.json({ object: "list", data: shown });
    const model = shown.find(({ id }) => id === wanted);
    if (model) return c.json(model);
    const fields = { param: "model", code: "model_not_found" };
    throw new ProviderError(404, `The model '${wanted}' does not exist`, fields);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return c.body(renderProviderError(error), error.status as 401, { "content-type": "application/json" });
  }
}
