import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { startGateway } from "#workers/gateway/serve.ts";
import { ask, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

const changes = {
  "a team switched off": (teamId: string, _keyId: string) =>
    getDb().team.update({ where: { id: teamId }, data: { active: false } }),
  "a key revoked": (_teamId: string, keyId: string) =>
    getDb().apiKey.update({ where: { id: keyId }, data: { revokedAt: new Date() } }),
};
for (const [name, change] of Object.entries(changes)) {
  test(`${name} stops its calls within five seconds, even if nobody is told`, async () => {
    const caller = await world.caller();
    const status = async () => (await world.post(caller, ask(caller.model, "x"))).status;
    expect(await status()).toBe(200);
    await change(caller.team.id, caller.key.id);
    const changedAt = performance.now();
    await expect.poll(status, { timeout: 6_000, interval: 100 }).not.toBe(200);
    expect([401, 403]).toContain(await status());
    expect(performance.now() - changedAt).toBeLessThan(5_000);
  });
}

test("a stop lets a running stream end, and refuses new calls meanwhile", async () => {
  world.sandbox.provider.settings.chunkDelayMs = 20;
  const caller = await world.caller();
  const other = await startGateway({ port: 0, host: "127.0.0.1" });
  const answer = await fetch(`http://127.0.0.1:${other.port}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${caller.raw}`, "content-type": "application/json" },
    body: JSON.stringify({ model: caller.model, stream: true, messages: [{ role: "user", content: "[[words:60]]" }] }),
  });
  const closed = other.close();
  const refused = connect(other.port, "127.0.0.1");
  await once(refused, "error");
  expect((await answer.text()).trimEnd().endsWith("data: [DONE]")).toBe(true);
  await closed;
  world.sandbox.provider.settings.chunkDelayMs = 0;
  expect(await world.charges(caller.team)).toMatchObject([{ status: "OK" }]);
});

test("a caller who reads slowly slows the provider instead of filling our memory", async () => {
  const caller = await world.caller();
  const body = JSON.stringify({
    model: caller.model,
    stream: true,
    messages: [{ role: "user", content: "[[words:60000]]" }],
  });
  const socket = connect(world.gateway.port, "127.0.0.1");
  await once(socket, "connect");
  socket.pause();
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${caller.raw}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await new Promise((settle) => setTimeout(settle, 500));
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  socket.resume();
  await expect.poll(() => text.includes("data: [DONE]"), { timeout: 20_000 }).toBe(true);
  socket.destroy();
  const [call] = world.calls(caller.upstream);
  expect(await world.charges(caller.team)).toMatchObject([{ status: "OK", tokensOut: call!.completionTokens }]);
});
