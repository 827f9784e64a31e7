import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, freshKey, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

for (const stream of [false, true]) {
  const kind = stream ? "streamed" : "whole";

  test(`${kind}: the same key and body get the same answer, one call, one charge`, async () => {
    const caller = await world.caller();
    const body = ask(caller.model, "once only", { stream });
    const headers = { "idempotency-key": freshKey() };
    const first = await world.post(caller, body, headers);
    const text = await first.text();
    const again = await world.post(caller, body, headers);
    expect(again.status).toBe(200);
    expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.text()).toBe(text);
    expect(text).toContain("once only");
    expect(world.calls(caller.upstream)).toHaveLength(1);
    expect(await world.charges(caller.team)).toHaveLength(1);
  });

  test(`${kind}: twenty at once make one call; the others are told that it runs, or get its answer`, async () => {
    const caller = await world.caller();
    const body = ask(caller.model, "race", { stream });
    const headers = { "idempotency-key": freshKey() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.post(caller, body, headers)));
    const statuses = answers.map((answer) => answer.status);
    await Promise.all(answers.map((answer) => answer.text()));
    expect(statuses).toContain(200);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect(world.calls(caller.upstream)).toHaveLength(1);
    expect(await world.charges(caller.team)).toHaveLength(1);
  });
}

test("another body is refused, another key's caller is somebody else, a failure leaves the key free", async () => {
  const caller = await world.caller();
  const headers = { "idempotency-key": freshKey() };
  world.addFault({ status: 403, model: caller.upstream });
  expect((await world.post(caller, ask(caller.model, "a"), headers)).status).toBe(502);
  expect((await world.post(caller, ask(caller.model, "a"), headers)).status).toBe(200);
  const other = await world.post(caller, ask(caller.model, "b"), headers);
  expect(other.status).toBe(422);
  expect((await other.json()).error.message).toContain("another body");
  const somebody = await world.caller();
  expect((await world.post(somebody, ask(somebody.model, "b"), headers)).status).toBe(200);
  expect((await world.post(caller, ask(caller.model, "a"), { "idempotency-key": "has space" })).status).toBe(400);
});

test("while the first runs: 409; if its caller leaves, the answer is finished, kept and charged once", async () => {
  world.sandbox.provider.settings.chunkDelayMs = 10;
  const caller = await world.caller();
  const headers = { "idempotency-key": freshKey() };
  const body = { model: caller.model, messages: [{ role: "user", content: "[[words:120]]" }], stream: true };
  const leaving = new AbortController();
  const first = await fetch(`${world.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${caller.raw}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  await first.body!.getReader().read();
  const busy = await world.post(caller, body, headers);
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([409, "1"]);
  leaving.abort();
  await expect
    .poll(async () => (await world.post(caller, body, headers)).status, { timeout: 10_000, interval: 100 })
    .toBe(200);
  world.sandbox.provider.settings.chunkDelayMs = 0;
  const text = await (await world.post(caller, body, headers)).text();
  expect(text.trimEnd().endsWith("data: [DONE]")).toBe(true);
  expect(world.calls(caller.upstream)).toHaveLength(1);
  expect(await world.charges(caller.team)).toMatchObject([{ status: "OK" }]);
});
