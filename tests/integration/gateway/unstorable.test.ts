import { afterAll, beforeAll, expect, test } from "vitest";
import { type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;
beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

// PostgreSQL holds neither; both are legal in JSON.
test.each([
  ["NUL", "a\0b", [200, 400, 404, 422, 422, 422, 422, 422, 422]],
  ["half a surrogate pair", "a\ud800b", [200, 200, 404, 200, 200, 200, 200, 200, 200]],
])("%s in what we store is no 500", async (_name, text, expected) => {
  const caller = await world.caller();
  const messages = [{ role: "user", content: text }];
  const statuses: [string, number][] = [];
  const call = async (name: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${world.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${caller.raw}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    statuses.push([name, response.status]);
  };
  await call("content", "/v1/chat/completions", { model: caller.model, messages });
  await call("user", "/v1/chat/completions", { model: caller.model, messages, user: text });
  await call("model", "/v1/chat/completions", { model: text, messages });
  await call("room text", "/v1/rooms/r/messages", { text, user: "u", id: "m-1" });
  await call("room text again", "/v1/rooms/r/messages", { text, user: "u", id: "m-1" });
  await call("room user", "/v1/rooms/r/messages", { text: "x", user: text });
  await call("room name", "/v1/rooms/r/messages", { text: "x", user: "u", name: text });
  await call("room id", "/v1/rooms/r/messages", { text: "x", user: "u", id: text });
  await call("room", `/v1/rooms/${text.includes("\0") ? "a%00b" : "a%ED%A0%80b"}/messages`, { text: "x", user: "u" });
  expect(statuses).toEqual(statuses.map(([name], index) => [name, expected[index]]));
});
