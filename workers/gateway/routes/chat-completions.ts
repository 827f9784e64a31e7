import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { AppError } from "#lib/infra/errors.ts";
import { log } from "#lib/infra/log.ts";
import { said } from "#lib/infra/said.ts";
import { answerChat } from "../answer-chat.ts";
import { readChatRequest } from "../chat-request.ts";
import { readBody } from "../read-body.ts";
import type { GatewayEnv } from "../types.ts";
import { withIdempotency } from "../with-idempotency.ts";

/**
 * `POST /v1/chat/completions` in OpenAI's wire format. It answers on Node's own response: Web streams between provider and
 * caller would cost more than everything else here.
 */
export function mountChatCompletions(app: Hono<GatewayEnv>): void {
  app.post(PATH, async (c) => {
    const { incoming, outgoing } = c.env;
    const { key, config, requestId } = c.var;
    const body = await readBody(incoming);
    const request = readChatRequest(body);
    const context = { outgoing, key, config, requestId, now: new Date() };
    const idempotencyKey = incoming.headers["idempotency-key"];
    try {
      if (typeof idempotencyKey === "string") await withIdempotency({ context, request, body, key: idempotencyKey });
      else await answerChat(context, request);
    } catch (error) {
      if (!outgoing.headersSent) throw error;
      log().error({ err: error }, "an answer broke off");
      outgoing.destroy();
    }
    return RESPONSE_ALREADY_SENT;
  });
  app.all(PATH, (c) => {
    c.env.outgoing.setHeader("allow", "POST");
    throw new AppError("method_not_allowed", said`${PATH} takes POST only.`);
  });
}

const PATH = "/v1/chat/completions";
