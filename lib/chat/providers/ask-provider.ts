import type { ModelRoute } from "../../models/load-catalog.ts";
import type { Cancellation } from "./cancellation.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { type Completion, UpstreamExchange } from "./upstream-exchange.ts";
import { upstreamPool } from "./upstream-pool.ts";

/**
 * Sends one chat completion to one provider, once.
 * @param options.body the request as JSON
 * @returns the exchange once its first byte is here (streamed) or its whole body (not)
 * @throws ProviderFailure
 */
export async function askProvider(options: {
  route: ModelRoute;
  body: string;
  streamed: boolean;
  cancellation: Cancellation;
}): Promise<UpstreamExchange> {
  const { route } = options;
  const target = targetOf(route.baseUrl);
  const exchange = new UpstreamExchange({
    streamed: options.streamed,
    timeoutMs: route.timeoutMs,
    cancellation: options.cancellation,
  });
  if (!options.cancellation.cancelled) {
    const headers: Record<string, string> = {
      "content-type": "application/json",
      accept: options.streamed ? "text/event-stream" : "application/json",
      "user-agent": "switchboard",
    };
    if (route.apiKey) headers.authorization = `Bearer ${route.apiKey}`;
    try {
      const request = { path: target.path, method: "POST", headers, body: options.body } as const;
      upstreamPool(target.origin).dispatch(request, exchange);
    } catch (error) {
      // A key that is no header value, for one: nobody else would end the exchange.
      exchange.onResponseError(undefined, error as Error);
    }
  }
  await exchange.started;
  if (!options.streamed) exchange.completion = readCompletion(exchange.body);
  return exchange;
}

/** A whole answer, or it is none: another provider can still be asked. */
function readCompletion(body: Buffer): Completion {
  try {
    const completion = JSON.parse(body.toString("utf8")) as Completion | null;
    if (completion && Array.isArray(completion.choices) && !completion.error) return completion;
  } catch {
    // Below it fails like any other answer that is no completion.
  }
  throw new ProviderFailure("malformed", "the provider's answer is no chat completion");
}

const targets = new Map<string, { origin: string; path: string }>();

function targetOf(baseUrl: string): { origin: string; path: string } {
  let target = targets.get(baseUrl);
  if (!target) {
    const url = new URL(baseUrl);
    target = { origin: url.origin, path: `${url.pathname.replace(/\/+$/, "")}/chat/completions${url.search}` };
    targets.set(baseUrl, target);
  }
  return target;
}
