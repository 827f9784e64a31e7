import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { dropEverywhere } from "#lib/infra/fresh-cache.ts";
import { loadCatalog, peekCatalog } from "#lib/models/load-catalog.ts";
import { authenticateKey, keyKey, peekKey } from "#lib/teams/authenticate-key.ts";
import { loadTeamConfig, peekTeamConfig, teamKey } from "#lib/teams/load-team-config.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await startTeamCaches();
});
afterAll(async () => {
  await stop();
  await closeInfra();
});

test("a team's configuration is resolved, held, and forgotten when it changes", async () => {
  const { model } = await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" });
  const team = await createTeam({ rateLimit: 7 });
  expect(peekTeamConfig(team.id)).toBeUndefined();
  const config = await loadTeamConfig(team.id);
  expect(config.rateLimit).toEqual({ value: 7, source: "team", inherited: 60 });
  expect(config.availableModels.value).toContain(model.publicId);
  // Other tests change models at the same time, which makes this process forget: hence the second look.
  const held = async () => (await loadTeamConfig(team.id)) && peekTeamConfig(team.id)?.rateLimit.value;
  await expect.poll(held).toBe(7);
  await getDb().team.update({ where: { id: team.id }, data: { rateLimit: 8 } });
  await dropEverywhere([teamKey(team.id)]);
  expect(peekTeamConfig(team.id)).toBeUndefined();
  expect((await loadTeamConfig(team.id)).rateLimit.value).toBe(8);
});

test("an unknown team is not found", async () => {
  await expect(loadTeamConfig("019a0000-0000-7000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
  await expect(loadTeamConfig("nonsense")).rejects.toMatchObject({ code: "not_found" });
});

test("what was changed without telling anyone is still seen within 4 s", async () => {
  const team = await createTeam({ rateLimit: 7 });
  await loadTeamConfig(team.id);
  await getDb().team.update({ where: { id: team.id }, data: { rateLimit: 8 } });
  await new Promise((settle) => setTimeout(settle, 4_050));
  expect((await loadTeamConfig(team.id)).rateLimit.value).toBe(8);
});

test("a value in use is refreshed in the background", async () => {
  const team = await createTeam({ rateLimit: 7 });
  await loadTeamConfig(team.id);
  await getDb().team.update({ where: { id: team.id }, data: { rateLimit: 8 } });
  await new Promise((settle) => setTimeout(settle, 2_100));
  await loadTeamConfig(team.id);
  await expect.poll(() => peekTeamConfig(team.id)?.rateLimit.value, { timeout: 1_500 }).toBe(8);
});

test("a key is known by its hash, and dead once revoked, expired or past its grace", async () => {
  const team = await createTeam();
  const now = new Date();
  const soon = new Date(now.getTime() + 60_000);
  const before = new Date(now.getTime() - 1);
  const cases = [
    { fields: {}, works: true },
    { fields: { expiresAt: soon, graceUntil: soon }, works: true },
    { fields: { expiresAt: now }, works: false },
    { fields: { expiresAt: before }, works: false },
    { fields: { revokedAt: before }, works: false },
    { fields: { graceUntil: before }, works: false },
  ];
  for (const { fields, works } of cases) {
    const { key, raw } = await createKey(team.id, fields);
    const identity = await authenticateKey({ rawKey: raw, now });
    expect(identity?.keyId ?? null, JSON.stringify(fields)).toBe(works ? key.id : null);
    const held = async () => (await authenticateKey({ rawKey: raw, now })) && peekKey(raw, now)?.keyId;
    await expect.poll(held).toBe(works ? key.id : null);
  }
  const { raw } = await createKey(team.id, { expiresAt: soon });
  expect(await authenticateKey({ rawKey: raw, now })).not.toBeNull();
  expect(peekKey(raw, soon)).toBeUndefined();
});

test("a team that is switched off takes its keys along at once", async () => {
  const team = await createTeam();
  const { raw, key } = await createKey(team.id);
  const now = new Date();
  expect(await authenticateKey({ rawKey: raw, now })).not.toBeNull();
  await getDb().team.update({ where: { id: team.id }, data: { active: false } });
  await dropEverywhere([teamKey(team.id)]);
  expect(await authenticateKey({ rawKey: raw, now })).toBeNull();
  await getDb().team.update({ where: { id: team.id }, data: { active: true } });
  await dropEverywhere([teamKey(team.id), keyKey(key.hash)]);
  expect(await authenticateKey({ rawKey: raw, now })).not.toBeNull();
});

test("a load that began before an invalidation is not kept", async () => {
  const { model } = await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" });
  const loading = loadCatalog();
  await getDb().model.update({ where: { id: model.id }, data: { enabled: false } });
  await dropEverywhere(["catalog"]);
  await loading;
  expect((await loadCatalog()).enabledIds).not.toContain(model.publicId);
  expect(peekCatalog()?.enabledIds ?? []).not.toContain(model.publicId);
});

test("the time of last use is written, soon", async () => {
  const team = await createTeam();
  const { raw, key } = await createKey(team.id);
  await authenticateKey({ rawKey: raw, now: new Date() });
  await expect
    .poll(async () => (await getDb().apiKey.findUnique({ where: { id: key.id } }))?.lastUsedAt, { timeout: 5_000 })
    .not.toBeNull();
});
