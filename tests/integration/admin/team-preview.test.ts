import { afterAll, beforeAll, expect, test } from "vitest";
import { helpCommand } from "#lib/chat/commands/help.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { readTeamConfig } from "#lib/teams/read-team-config.ts";
import { ensureTypeDefaults } from "#lib/teams/type-defaults.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";

beforeAll(ensureTypeDefaults);
afterAll(closeInfra);

type Spans = { text: string; bold?: boolean; code?: boolean }[] | null;
const text = (spans: Spans) => spans?.map((span) => span.text).join("") ?? null;

test("what /help and /models would say follows the draft, and nothing is saved", async () => {
  const [a, b] = await Promise.all(
    ["a", "b"].map(async () => (await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" })).model.publicId),
  );
  const team = await createTeam({ availableModels: [a ?? "", b ?? ""], defaultModel: a ?? "" });
  const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
  const path = `/teams/${team.id}/config/preview`;

  const saved = (await callAdmin("GET", path, { key: raw })).json;
  const [line] = (
    await helpCommand.run({ config: await readTeamConfig(team.id), room: { type: "private" } } as never)
  ).text.split("\n");
  expect(text(saved.direct.help)).toContain(line);
  expect(text(saved.direct.help)).toContain("/settings – your settings");
  expect(text(saved.group.help)).toContain("In groups I answer when you mention me");
  expect(text(saved.direct.models)).toContain(`${a} ← answers you`);
  expect(saved.direct.models[0]).toEqual({ text: "Models", bold: true });

  const draft = { overrides: { defaultModel: b, commands: ["help", "models"] } };
  const drafted = await callAdmin("POST", path, { key: raw, body: draft });
  expect(drafted.status, drafted.text).toBe(200);
  expect(text(drafted.json.direct.models)).toContain(`${b} ← answers you`);
  expect(text(drafted.json.direct.help)).not.toContain("/settings");

  const without = (await callAdmin("POST", path, { key: raw, body: { overrides: { commands: ["help"] } } })).json;
  expect(text(without.direct.models)).toMatch(/^There is no command \/models here/);
  expect(without.group.models).toBeNull();
  expect(await getDb().team.findUniqueOrThrow({ where: { id: team.id } })).toMatchObject({
    defaultModel: a,
    overridesCommands: false,
  });
});

test("a draft that could not be saved is refused as the save would refuse it", async () => {
  const team = await createTeam();
  const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
  for (const body of [
    { overrides: { defaultModel: "no/such" } },
    { overrides: { rateLimit: 0 } },
    { timeZone: "Mars" },
  ]) {
    const preview = await callAdmin("POST", `/teams/${team.id}/config/preview`, { key: raw, body });
    const save = await callAdmin("PATCH", `/teams/${team.id}`, { key: raw, body });
    expect([preview.status, preview.json.errors]).toEqual([422, save.json.errors]);
  }
});

test("onboarding follows what the team has", async () => {
  const team = await createTeam();
  const { raw: operator } = await createKey(null);
  const read = async () => (await callAdmin("GET", `/teams/${team.id}/onboarding`, { key: operator })).json;
  const nothing = {
    configured: false,
    limited: false,
    hasKey: false,
    connected: false,
    hasMembers: false,
    answered: false,
  };
  expect(await read()).toEqual(nothing);
  await createKey(team.id, { revokedAt: new Date() });
  expect(await read()).toEqual(nothing);
  await createKey(team.id);
  await createConnection(team.id, { token: "777:abcdefghijklmnop" });
  await callAdmin("PATCH", `/teams/${team.id}`, { key: operator, body: { overrides: { commands: [] } } });
  expect(await read()).toEqual({ ...nothing, hasKey: true, connected: true, configured: true });
});
