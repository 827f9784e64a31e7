import { afterEach, expect, it, vi } from "vitest";
import { ApiError, api } from "#components/api-client.ts";

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(body || null, { status }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

it("sends JSON to the admin API and leaves empty query entries out", async () => {
  const fetch = answer(200, '{"id":"1"}');
  await expect(api("/teams", { body: { name: "Acme" }, query: { q: "", limit: 5, cursor: null } })).resolves.toEqual({
    id: "1",
  });
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe("/api/admin/teams?limit=5");
  expect(init).toMatchObject({ method: "POST", body: '{"name":"Acme"}', credentials: "same-origin" });
});

it("turns problem+json into an ApiError with its field errors", async () => {
  const errors = [{ path: "name", message: "is taken" }];
  answer(422, JSON.stringify({ title: "Invalid", status: 422, code: "invalid", detail: "Check the name.", errors }));
  const error = await api("/teams", { body: {} }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 422, code: "invalid", detail: "Check the name.", fieldErrors: errors });
});

it.each(["<html>Bad gateway</html>", '"text"', "null", '{"errors":[1,{"path":2}],"code":7}'])(
  "survives an error answer that is no problem document: %s",
  async (body) => {
    answer(502, body);
    await expect(api("/teams")).rejects.toMatchObject({ status: 502, code: "http-502", fieldErrors: [] });
  },
);

it("reports an unreachable server as status 0, and passes an abort through", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  await expect(api("/teams")).rejects.toMatchObject({ status: 0, code: "unreachable" });
  const signal = AbortSignal.abort(new DOMException("gone", "AbortError"));
  await expect(api("/teams", { signal })).rejects.toMatchObject({ name: "TypeError" });
});

it("accepts an answer without a body", async () => {
  answer(204, "");
  await expect(api("/keys/1", { method: "DELETE" })).resolves.toBeUndefined();
});
