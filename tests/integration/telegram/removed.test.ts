import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { type Assistant, newPerson, startAssistant, until } from "#tests/integration/assistant/harness.ts";

let assistant: Assistant;
let operator: string;
beforeAll(async () => {
  assistant = await startAssistant();
  operator = (await createKey(null)).raw;
});
afterAll(() => assistant.close());

test("a removed connection stops within 5 s, keeps its history, and frees its name and its account", async () => {
  const bot = await assistant.bot();
  const { id, teamId, name, settings } = bot.connection;
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("hello");
  expect(await ann.hears(1)).toHaveLength(1);
  await until(() => assistant.sandbox.telegram.bots.get(bot.id)?.endPoll !== undefined);
  const path = `/teams/${teamId}/connections/${id}`;

  expect((await callAdmin("DELETE", path, { key: operator })).status).toBe(204);
  await until(() => assistant.sandbox.telegram.bots.get(bot.id)?.endPoll === undefined, 5_000);
  for (const method of ["GET", "DELETE", "PATCH"]) {
    const body = method === "PATCH" ? { body: { name: "x" } } : {};
    expect((await callAdmin(method, path, { key: operator, ...body })).status).toBe(404);
  }
  expect((await callAdmin("GET", `/teams/${teamId}/connections`, { key: operator })).json.items).toEqual([]);
  const row = await getDb().connection.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({
    active: false,
    externalId: null,
    credentialsEncrypted: null,
    webhookSecretHash: null,
    webhookSecretEncrypted: null,
    settings: {},
  });
  expect(row.archivedAt).not.toBeNull();
  expect(await getDb().message.count({ where: { room: { connectionId: id } } })).toBeGreaterThanOrEqual(2);
  const [audited] = await getDb().auditEntry.findMany({ where: { targetId: id, action: "connection.remove" } });
  expect(audited?.before).toMatchObject({ name, kind: "telegram" });

  const apiRoot = (settings as { apiRoot: string }).apiRoot;
  const body = { kind: "telegram", name, token: bot.token, settings: { apiRoot } };
  const again = await callAdmin("POST", `/teams/${teamId}/connections`, { key: operator, body });
  expect(again.status, again.text).toBe(201);
});

test("a token is tried before it is stored: whose it is, what is wrong with it, and who has it here", async () => {
  const bot = await assistant.bot();
  const { teamId, name, settings } = bot.connection;
  const apiRoot = (settings as { apiRoot: string }).apiRoot;
  await until(async () => {
    const row = await getDb().connection.findUniqueOrThrow({ where: { id: bot.connection.id } });
    return row.health === "HEALTHY";
  });
  const other = await createTeam();
  const check = (ofTeam: string, token: string, key = operator) =>
    callAdmin("POST", `/teams/${ofTeam}/connection-checks`, {
      key,
      body: { kind: "telegram", token, settings: { apiRoot } },
    });
  const fresh = await check(other.id, "7654321:sandbox-fresh");
  expect(fresh.json).toEqual({
    ok: true,
    account: {
      externalId: "7654321",
      username: "fresh_bot",
      name: expect.any(String),
      canJoinGroups: true,
      readsAllGroupMessages: expect.any(Boolean),
    },
  });
  expect((await check(other.id, "123:this-is-nobodys")).json).toMatchObject({
    ok: false,
    problem: { code: "tokenInvalid", values: { status: "401" } },
  });
  const stored = await callAdmin("GET", `/teams/${teamId}/connections`, { key: operator });
  expect(stored.json.items[0].backlog).toEqual({ inbound: 0, pending: 0 });
  const token = bot.token;
  expect((await check(teamId, token)).json.problem).toEqual({ code: "takenHere", values: { name } });
  // Who else has it is nobody's business.
  expect((await check(other.id, token)).json.problem).toEqual({ code: "taken", values: {} });
  const theirs = (await createKey(other.id, { scope: "MANAGEMENT" })).raw;
  expect((await check(other.id, token, theirs)).status).toBe(422);
  expect(await getDb().connection.count({ where: { teamId: other.id } })).toBe(0);
});

test("the conversation API's own connection stays", async () => {
  const team = await createTeam();
  const { id } = await getDb().connection.create({ data: { teamId: team.id, kind: "HTTP", name: "API" } });
  expect((await callAdmin("DELETE", `/teams/${team.id}/connections/${id}`, { key: operator })).status).toBe(409);
});
