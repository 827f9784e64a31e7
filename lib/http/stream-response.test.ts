import { expect, test, vi } from "vitest";
import { log } from "../infra/log.ts";
import type { AdminRoute } from "./admin-route.ts";
import { streamResponse } from "./stream-response.ts";

const route = { path: "/activity", stream: "text/event-stream", status: 200 } as AdminRoute;

test("who hangs up while a piece is awaited leaves no error behind", async () => {
  const logged = vi.spyOn(log(), "error");
  const piece = Promise.withResolvers<IteratorResult<string>>();
  const next = vi.fn(() => piece.promise);
  const ended = vi.fn(async () => ({ done: true, value: undefined }) as const);
  const pieces = { [Symbol.asyncIterator]: () => ({ next, return: ended }) };
  const reader = streamResponse({ route, result: { pieces }, headers: {} }).body?.getReader();
  await vi.waitFor(() => expect(next).toHaveBeenCalled());
  await reader?.cancel();
  piece.resolve({ done: false, value: "data: late\n\n" });
  await new Promise((settle) => setImmediate(settle));
  expect(ended).toHaveBeenCalledOnce();
  expect(logged).not.toHaveBeenCalled();
});
