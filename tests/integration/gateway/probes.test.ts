import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "#tests/factories/create-key.ts";
import { ask, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

test("alive and ready, part by part", async () => {
  const health = await fetch(`${world.url}/health`);
  expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
  const ready = await fetch(`${world.url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: "ready", parts: { database: "ok", queue: "ok", migrations: "ok" } },
  ]);
});

test("metrics are for this machine and operators, and name no key", async () => {
  const caller = await world.caller();
  await (await world.post(caller, ask(caller.model, "canary-text"))).text();
  const answer = await fetch(`${world.url}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/plain");
  expect(text).toContain('switchboard_gateway_requests_total{route="/v1/chat/completions",status="200"}');
  expect(text).toContain("switchboard_provider_attempts_total");
  expect(text).not.toContain(caller.raw);
  expect(text).not.toContain("canary-text");

  const through = (authorization?: string) =>
    fetch(`${world.url}/metrics`, {
      headers: { "x-forwarded-for": "203.0.113.7", ...(authorization ? { authorization } : {}) },
    });
  expect((await through()).status).toBe(401);
  expect((await through(`Bearer ${caller.raw}`)).status).toBe(401);
  const { raw } = await createKey(null);
  expect((await through(`Bearer ${raw}`)).status).toBe(200);
});
