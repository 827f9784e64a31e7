import { afterAll, beforeAll, expect, test } from "vitest";
import { stampPeer } from "#lib/auth/client-address.ts";
import { randomToken } from "#lib/infra/crypto.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

test("the gateway: who floods it with wrong keys is told to wait, and working callers of that address work on", async () => {
  const caller = await world.caller();
  const models = (key: string) => fetch(`${world.url}/v1/models`, { headers: { authorization: `Bearer ${key}` } });
  expect((await models(caller.raw)).status).toBe(200);
  const answers = await Promise.all(Array.from({ length: 70 }, () => models(randomToken("sb_live_"))));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(60);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused[0]?.json()).toMatchObject({ error: { code: "rate_limit_exceeded" } });
  expect((await models(caller.raw)).status).toBe(200);
});

test("the admin API: likewise, by the address that the server saw", async () => {
  const { raw } = await createKey(null);
  const from = (remoteAddress: string, key: string) => {
    const request = { headers: {} as Record<string, string>, socket: { remoteAddress } };
    stampPeer(request);
    return callAdmin("GET", "/me", { key, headers: request.headers });
  };
  const statuses: number[] = [];
  for (let n = 0; n < 61; n += 1) statuses.push((await from("203.0.113.5", randomToken("sb_mgmt_"))).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(60);
  expect(statuses.at(-1)).toBe(429);
  expect((await from("203.0.113.5", raw)).status).toBe(429);
  expect((await from("203.0.113.6", raw)).status).toBe(200);
  expect((await from("203.0.113.5", raw)).status).toBe(200);
});
