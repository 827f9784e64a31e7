import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { authenticateKey } from "#lib/teams/authenticate-key.ts";
import { rotateKey } from "#lib/teams/rotate-key.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";

let operator: string;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

const works = async (rawKey: string, now = new Date()) => (await authenticateKey({ rawKey, now })) !== null;

test("a key is shown once, and only its hash is kept", async () => {
  const team = await createTeam();
  const path = `/teams/${team.id}/keys`;
  const made = await callAdmin("POST", path, { key: operator, body: { name: "ci", rateLimit: 100 } });
  expect(made.status).toBe(201);
  expect(made.json.key).toMatch(/^sb_live_[A-Za-z0-9_-]{43}$/);
  expect(made.json).toMatchObject({ scope: "inference", status: "active", rateLimit: 100, lineageId: made.json.id });
  expect(await authenticateKey({ rawKey: made.json.key, now: new Date() })).toMatchObject({
    keyId: made.json.id,
    lineageId: made.json.id,
    teamId: team.id,
    scope: "INFERENCE",
    name: "ci",
    rateLimit: 100,
  });
  const list = await callAdmin("GET", path, { key: operator });
  expect(list.json.items).toHaveLength(1);
  expect(list.text).not.toContain(made.json.key);
  const row = await getDb().apiKey.findUniqueOrThrow({ where: { id: made.json.id } });
  expect(list.text).not.toContain(row.hash);
  expect(JSON.stringify(row)).not.toContain(made.json.key.slice(12));
  const management = await callAdmin("POST", path, { key: operator, body: { name: "m", scope: "management" } });
  expect(management.json.key).toMatch(/^sb_mgmt_/);
  const past = await callAdmin("POST", path, { key: operator, body: { name: "p", expiresAt: "2020-01-01T00:00:00Z" } });
  expect([past.status, past.json.errors[0].path]).toEqual([422, "expiresAt"]);
});

test("a rotated key and its successor both work until the grace period ends, in one lineage", async () => {
  const team = await createTeam();
  const { key: old, raw: oldRaw } = await createKey(team.id, { rateLimit: 7 });
  expect(await works(oldRaw)).toBe(true);
  const answer = await callAdmin("POST", `/keys/${old.id}/rotate`, { key: operator, body: { graceSeconds: 60 } });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({ lineageId: old.id, name: old.name, rateLimit: 7, status: "active" });
  expect(answer.json.id).not.toBe(old.id);
  expect(await works(oldRaw)).toBe(true);
  expect(await works(answer.json.key)).toBe(true);
  const later = new Date(Date.now() + 61_000);
  expect(await works(oldRaw, later)).toBe(false);
  expect(await works(answer.json.key, later)).toBe(true);
  const list = (await callAdmin("GET", `/teams/${team.id}/keys`, { key: operator })).json.items;
  expect(list.map((key: { status: string }) => key.status)).toEqual(["active", "rotating"]);
  const again = await callAdmin("POST", `/keys/${old.id}/rotate`, { key: operator });
  expect([again.status, again.json.code]).toEqual([409, "conflict"]);
  const next = await callAdmin("POST", `/teams/${team.id}/keys/${answer.json.id}/rotate`, { key: operator });
  expect(next.json.lineageId).toBe(old.id);
});

test("without a grace period the old key ends at once", async () => {
  const team = await createTeam();
  const { key, raw } = await createKey(team.id);
  expect(await works(raw)).toBe(true);
  await callAdmin("POST", `/keys/${key.id}/rotate`, { key: operator, body: { graceSeconds: 0 } });
  expect(await works(raw)).toBe(false);
});

test("of eight rotations at once, one makes a successor", async () => {
  const team = await createTeam();
  const { key } = await createKey(team.id);
  const actor = { type: "system", id: null, label: "test" } as const;
  const racers = Array.from({ length: 8 }, () =>
    rotateKey({ keyId: key.id, teamId: team.id, graceSeconds: 10, actor, now: new Date() }),
  );
  const results = await Promise.allSettled(racers);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await getDb().apiKey.count({ where: { lineageId: key.id } })).toBe(2);
});

test("a revoked key is dead at once, and stays so", async () => {
  const team = await createTeam();
  const { key, raw } = await createKey(team.id);
  expect(await works(raw)).toBe(true);
  const revoked = await callAdmin("POST", `/keys/${key.id}/revoke`, { key: operator });
  expect(revoked.json.status).toBe("revoked");
  expect(await works(raw)).toBe(false);
  const again = await callAdmin("POST", `/teams/${team.id}/keys/${key.id}/revoke`, { key: operator });
  expect(again.json.revokedAt).toBe(revoked.json.revokedAt);
  expect((await callAdmin("POST", `/keys/${key.id}/rotate`, { key: operator })).status).toBe(409);
  const actions = await getDb().auditEntry.findMany({ where: { targetId: key.id } });
  expect(actions.map((entry) => entry.action)).toEqual(["key.revoke"]);
});

test("operators' keys are made by operators, for management only", async () => {
  const made = await callAdmin("POST", "/keys", { key: operator, body: { name: "deploy" } });
  expect((await callAdmin("GET", "/me", { key: made.json.key })).json).toMatchObject({
    isOperator: true,
    name: "deploy",
  });
  const scope = await callAdmin("POST", "/keys", { key: operator, body: { name: "x", scope: "inference" } });
  expect(scope.status).toBe(422);
  const team = await createTeam();
  const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
  expect((await callAdmin("POST", `/keys/${made.json.id}/revoke`, { key: raw })).status).toBe(404);
});
