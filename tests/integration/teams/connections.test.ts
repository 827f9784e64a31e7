import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { decryptSecret, randomToken } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import { encryptionKey } from "#lib/infra/env.ts";
import { subscribe } from "#lib/infra/relay.ts";
import { findHttpConnection } from "#lib/rooms/find-http-connection.ts";
import { CONNECTIONS_CHANGED } from "#lib/teams/connection-changed.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";

let operator: string;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

const newToken = () => `${randomInt(1e9, 1e12)}:${randomToken()}`;

async function connect(teamId: string, body: object, key = operator) {
  return callAdmin("POST", `/teams/${teamId}/connections`, { key, body: { kind: "telegram", name: "bot", ...body } });
}

test("a connection's token is sealed for its row and never shown, and everybody hears of it", async () => {
  const team = await createTeam();
  const token = newToken();
  const heard: { teamId: string; connectionId?: string }[] = [];
  const stop = await subscribe<{ teamId: string }>(CONNECTIONS_CHANGED, (change) => {
    heard.push(change);
  });
  const made = await connect(team.id, { token });
  expect(made.status, made.text).toBe(201);
  expect(made.json).toMatchObject({
    kind: "telegram",
    externalId: token.split(":")[0],
    hasCredentials: true,
    assistant: true,
    gate: false,
    active: true,
    health: "unknown",
    settings: {},
  });
  expect(made.text).not.toContain(token.split(":")[1]);
  const row = await getDb().connection.findUniqueOrThrow({ where: { id: made.json.id } });
  expect(decryptSecret(encryptionKey(), row.credentialsEncrypted ?? "", `connection:${row.id}`)).toBe(
    JSON.stringify({ token }),
  );
  await expect.poll(() => heard, { timeout: 5_000 }).toContainEqual({ teamId: team.id, connectionId: made.json.id });
  await stop();
});

test("the conversation API's connection keeps its name, by which its rooms and end users are found", async () => {
  const team = await createTeam();
  const { id } = await findHttpConnection(team.id);
  const path = `/teams/${team.id}/connections/${id}`;
  expect((await callAdmin("PATCH", path, { key: operator, body: { name: "Website" } })).status).toBe(409);
  const same = await callAdmin("PATCH", path, { key: operator, body: { name: "API", assistant: false } });
  expect(same.json).toMatchObject({ name: "API", assistant: false });
});

test("only an operator says which Bot API server is asked", async () => {
  const team = await createTeam();
  const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
  const settings = { apiRoot: "http://127.0.0.1:3002" };
  const refused = await connect(team.id, { token: newToken(), settings }, raw);
  expect([refused.status, refused.json.errors[0].path]).toEqual([422, "settings.apiRoot"]);
  const made = await connect(team.id, { token: newToken(), settings });
  expect(made.json.settings).toEqual(settings);
  const path = `/teams/${team.id}/connections/${made.json.id}`;
  const patch = (key: string, body: unknown) => callAdmin("PATCH", path, { key, body });
  expect((await patch(raw, { settings: { apiRoot: "http://10.0.0.1" } })).status).toBe(422);
  expect((await patch(raw, { settings: {} })).status).toBe(422);
  expect((await patch(raw, { settings, name: "renamed" })).json.name).toBe("renamed");
  expect((await patch(operator, { settings: { apiRoot: "ftp://x" } })).status).toBe(422);
  expect((await patch(operator, { settings: { nope: 1 } })).json.errors[0].path).toBe("settings.nope");
  expect((await patch(operator, { settings: {} })).json.settings).toEqual({});
});

test("another bot's token starts over; unknown models, bad tokens and taken names are refused", async () => {
  const team = await createTeam();
  const made = (await connect(team.id, { token: newToken() })).json;
  await getDb().connection.update({
    where: { id: made.id },
    data: { pollOffset: 77n, health: "UNHEALTHY", healthReason: "x" },
  });
  const path = `/teams/${team.id}/connections/${made.id}`;
  const token = newToken();
  const changed = await callAdmin("PATCH", path, { key: operator, body: { token } });
  expect(changed.json).toMatchObject({ externalId: token.split(":")[0], health: "unknown", healthReason: null });
  expect((await getDb().connection.findUniqueOrThrow({ where: { id: made.id } })).pollOffset).toBe(0n);
  const model = await callAdmin("PATCH", path, { key: operator, body: { defaultModel: "no/such" } });
  expect(model.json.errors[0]).toMatchObject({ path: "defaultModel" });
  const bad = await connect(team.id, { token: "hunter2-not-a-token", name: "x" });
  expect([bad.status, bad.json.errors[0].path]).toEqual([422, "token"]);
  expect(bad.text).not.toContain("hunter2");
  const taken = await connect(team.id, { token: newToken() });
  expect([taken.status, taken.json.errors[0].path]).toEqual([409, "name"]);
});
