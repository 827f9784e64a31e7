import type { Dispatcher } from "undici";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Cancellation } from "./cancellation.ts";
import type { ProviderFailure } from "./provider-failure.ts";
import { UpstreamExchange } from "./upstream-exchange.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SILENCE_MS = 1_000;
const chunk = Buffer.from("data: {}\n\n");

/** A stream that has begun, read by a sink that only remembers. */
function streaming() {
  const exchange = new UpstreamExchange({ streamed: true, timeoutMs: SILENCE_MS, cancellation: new Cancellation() });
  const controller = { pause: vi.fn(), resume: vi.fn(), abort: vi.fn() };
  const provider = controller as unknown as Dispatcher.DispatchController;
  exchange.onRequestStart(provider);
  exchange.onResponseStart(provider, 200, { "content-type": "text/event-stream" });
  exchange.onResponseData(provider, chunk);
  const seen = { failure: undefined as ProviderFailure | undefined };
  exchange.consume({
    onChunk: () => undefined,
    onEnd: () => undefined,
    onFailure: (failure) => {
      seen.failure = failure;
    },
  });
  return { exchange, controller, seen, send: () => exchange.onResponseData(provider, chunk) };
}

test("a provider that says nothing is given up", () => {
  const { seen, controller, send } = streaming();
  vi.advanceTimersByTime(SILENCE_MS - 1);
  send();
  vi.advanceTimersByTime(SILENCE_MS - 1);
  expect(seen.failure).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(seen.failure?.kind).toBe("timeout");
  expect(controller.abort).toHaveBeenCalled();
});

test("while a slow reader holds it up the provider is not silent; from then on it may be again", () => {
  const { exchange, seen, send } = streaming();
  exchange.pause();
  vi.advanceTimersByTime(60 * SILENCE_MS);
  // What had left already still arrives, and makes the relay pause once more.
  send();
  exchange.pause();
  vi.advanceTimersByTime(60 * SILENCE_MS);
  expect(seen.failure).toBeUndefined();
  exchange.resume();
  vi.advanceTimersByTime(SILENCE_MS - 1);
  expect(seen.failure).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(seen.failure?.kind).toBe("timeout");
});

test("nobody may hold a provider up for longer than ten minutes", () => {
  const { exchange, seen, controller } = streaming();
  exchange.pause();
  vi.advanceTimersByTime(599_999);
  expect(seen.failure).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(seen.failure?.kind).toBe("cancelled");
  expect(controller.abort).toHaveBeenCalled();
  exchange.resume();
  expect(vi.getTimerCount()).toBe(0);
});
