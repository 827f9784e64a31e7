import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import { authenticate } from "./authenticate.ts";
import { errorAnswer } from "./error-answer.ts";
import { mountChatCompletions } from "./routes/chat-completions.ts";
import { mountModels } from "./routes/models.ts";
import { mountProbes } from "./routes/probes.ts";
import { mountRooms } from "./routes/rooms.ts";
import { mountWebhooks } from "./routes/webhooks.ts";
import { traceRequests } from "./trace-request.ts";
import type { GatewayEnv } from "./types.ts";

/** The data plane's HTTP application. Everything below `/v1` needs an inference key; errors have OpenAI's shape. */
export function createGateway(): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>();
  app.use(traceRequests());
  app.onError((error, c) => {
    const { status, headers, body } = errorAnswer(error);
    return c.json(body, status as ContentfulStatusCode, headers);
  });
  app.notFound((c) => {
    throw new AppError("not_found", said`There is no ${c.req.method} ${c.req.path.slice(0, 200)} here.`);
  });
  mountProbes(app);
  app.use("/v1/*", authenticate);
  mountChatCompletions(app);
  mountModels(app);
  mountRooms(app);
  mountWebhooks(app);
  return app;
}
