import type { ModelRoute } from "../../models/load-catalog.ts";

/**
 * A request as one provider gets it: its own name of the model, usage figures always asked for, and the cap on the answer
 * where a limit demands one.
 * @param options.params the caller's parameters; `model`, `stream` and `stream_options` are replaced
 * @param options.cap tokens per choice
 */
export function upstreamBody(options: {
  params: Record<string, unknown>;
  route: ModelRoute;
  cap: number | undefined;
  streamed: boolean;
}): string {
  const { params, route, cap, streamed } = options;
  const { stream: _stream, stream_options: streamOptions, ...rest } = params;
  const body: Record<string, unknown> = { ...rest, model: route.upstreamName };
  if (streamed) {
    body.stream = true;
    body.stream_options = { ...(streamOptions as object | undefined), include_usage: true };
  }
  if (cap !== undefined) {
    const given = ["max_completion_tokens", "max_tokens"].filter((field) => typeof body[field] === "number");
    for (const field of given.length > 0 ? given : [capFieldOf(route.baseUrl)]) {
      body[field] = Math.min(cap, (body[field] as number | undefined) ?? cap, route.maxOutput ?? cap);
    }
  }
  return JSON.stringify(body);
}

/** OpenAI's newer models refuse the older field, and many other servers do not know the newer one. */
function capFieldOf(baseUrl: string): "max_completion_tokens" | "max_tokens" {
  return /^https:\/\/[^/]*\.?(openai\.com|openai\.azure\.com)(\/|:|$)/.test(baseUrl)
    ? "max_completion_tokens"
    : "max_tokens";
}
