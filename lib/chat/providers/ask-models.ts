import { Cancellation } from "./cancellation.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { type OfferedModel, readOfferedModels } from "./read-offered-models.ts";
import { UpstreamExchange } from "./upstream-exchange.ts";
import { upstreamPool } from "./upstream-pool.ts";

/** An operator waits for it. */
const TIMEOUT_MS = 15_000;

/**
 * Asks a provider for its list of models (`GET <base URL>/models`), once.
 * @throws ProviderFailure
 */
export async function askModels(provider: { baseUrl: string; apiKey: string | null }): Promise<OfferedModel[]> {
  const url = new URL(provider.baseUrl);
  const exchange = new UpstreamExchange({
    streamed: false,
    timeoutMs: TIMEOUT_MS,
    cancellation: new Cancellation(),
  });
  const headers: Record<string, string> = { accept: "application/json", "user-agent": "switchboard" };
  if (provider.apiKey) headers.authorization = `Bearer ${provider.apiKey}`;
  try {
    const path = `${url.pathname.replace(/\/+$/, "")}/models`;
    upstreamPool(url.origin).dispatch({ path, method: "GET", headers }, exchange);
  } catch (error) {
    // A key that is no header value, for one: nobody else would end the exchange.
    exchange.onResponseError(undefined, error as Error);
  }
  await exchange.started;
  const offered = readOfferedModels(exchange.body.toString("utf8"));
  if (!offered) throw new ProviderFailure("malformed", "the provider's answer is no list of models");
  return offered;
}
