import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { ensureTypeDefaults } from "#lib/teams/type-defaults.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

let operator: string;
beforeAll(async () => {
  await ensureTypeDefaults();
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

describe("two admins and one configuration", () => {
  test("the second is told who changed what, and nothing is written over", async () => {
    const team = await createTeam();
    const { raw } = await createKey(team.id, { scope: "MANAGEMENT", name: "Ada" });
    const path = `/teams/${team.id}`;
    const { version } = (await callAdmin("GET", path, { key: raw })).json;
    const first = await callAdmin("PATCH", path, { key: raw, body: { version, overrides: { rateLimit: 5 } } });
    expect(first.status, first.text).toBe(200);
    expect(first.json.version).not.toBe(version);

    const second = await callAdmin("PATCH", path, { key: operator, body: { version, overrides: { maxHistory: 7 } } });
    expect(second.status).toBe(409);
    expect(second.json).toMatchObject({
      code: "conflict",
      reason: "changed_meanwhile",
      version: first.json.version,
      changedBy: "Ada",
      changedFields: ["rateLimit"],
    });
    expect((await callAdmin("GET", path, { key: raw })).json.overrides).toMatchObject({
      rateLimit: 5,
      maxHistory: null,
    });

    const again = { version: second.json.version, overrides: { maxHistory: 7 } };
    expect((await callAdmin("PATCH", path, { key: operator, body: again })).json.overrides).toMatchObject({
      rateLimit: 5,
      maxHistory: 7,
    });
  });

  test("of eight that save at once from what they all read, one wins", async () => {
    const team = await createTeam();
    const path = `/teams/${team.id}`;
    const { version } = (await callAdmin("GET", path, { key: operator })).json;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        callAdmin("PATCH", path, { key: operator, body: { version, overrides: { rateLimit: index + 1 } } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect(await getDb().auditEntry.count({ where: { teamId: team.id, action: "team.update" } })).toBe(1);
  });

  test("switching the team off and on is no change of its configuration", async () => {
    const team = await createTeam();
    const path = `/teams/${team.id}`;
    const { version } = (await callAdmin("GET", path, { key: operator })).json;
    for (const verb of ["deactivate", "activate"]) await callAdmin("POST", `${path}/${verb}`, { key: operator });
    const saved = await callAdmin("PATCH", path, { key: operator, body: { version, timeZone: "Asia/Tehran" } });
    expect(saved.status, saved.text).toBe(200);
  });
});

describe("duplicating a team", () => {
  test("copies configuration and limits, and neither keys, connections, members nor what is one subject's", async () => {
    const { model } = await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" });
    const source = await createTeam({
      ...{ type: "PUBLIC", timeZone: "Asia/Ho_Chi_Minh", rateLimit: 3, commands: ["help"], systemPrompt: "Be brief." },
      ...{ availableModels: [model.publicId], defaultModel: model.publicId, active: false },
    });
    const { key } = await createKey(source.id);
    await createConnection(source.id, { token: "4242:abcdefghijklmnop" });
    await createMembership({ teamId: source.id, userId: (await createUser()).id });
    const limit = { teamId: source.id, unit: "COST", window: "MONTH", amount: 5n } as const;
    await createLimit({ ...limit, scope: "TEAM", softPercent: 80 }, new Date());
    await createLimit({ ...limit, scope: "END_USER" }, new Date());
    await createLimit({ ...limit, scope: "KEY", subjectId: key.lineageId }, new Date());

    const names = { displayName: uniqueName("Copy"), platformName: uniqueName("copy") };
    const answer = await callAdmin("POST", `/teams/${source.id}/duplicate`, { key: operator, body: names });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({
      ...{ ...names, type: "public", timeZone: "Asia/Ho_Chi_Minh", active: true },
      overrides: {
        ...{ rateLimit: 3, maxHistory: null, defaultModel: model.publicId, availableModels: [model.publicId] },
        ...{ commands: ["help"], systemPrompt: "Be brief." },
      },
    });
    const copy = await getDb().team.findUniqueOrThrow({
      where: { id: answer.json.id },
      include: { apiKeys: true, connections: true, memberships: true, limits: { orderBy: { id: "asc" } } },
    });
    expect([copy.apiKeys, copy.connections, copy.memberships]).toEqual([[], [], []]);
    expect(
      copy.limits.map(({ scope, subjectId, amount, softPercent }) => [scope, subjectId, amount, softPercent]),
    ).toEqual([
      ["TEAM", null, 5n, 80],
      ["END_USER", null, 5n, null],
    ]);
    const audited = await getDb().auditEntry.findMany({ where: { teamId: copy.id } });
    expect(audited).toMatchObject([
      {
        action: "team.duplicate",
        after: { copiedFrom: source.platformName, limits: [{ amount: "5" }, { amount: "5" }] },
      },
    ]);
  });

  test("to a name that is taken leaves nothing behind", async () => {
    const source = await createTeam();
    await createLimit({ teamId: source.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 5n }, new Date());
    const body = { displayName: uniqueName("Copy"), platformName: source.platformName };
    const answer = await callAdmin("POST", `/teams/${source.id}/duplicate`, { key: operator, body });
    expect([answer.status, answer.json.errors[0].path]).toEqual([409, "platformName"]);
    expect(await getDb().team.count({ where: { displayName: body.displayName } })).toBe(0);
    const copies = await Promise.all(
      Array.from({ length: 4 }, () => {
        const platformName = `${source.platformName}-copy`;
        return callAdmin("POST", `/teams/${source.id}/duplicate`, { key: operator, body: { ...body, platformName } });
      }),
    );
    expect(copies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const made = await getDb().team.findMany({ where: { displayName: body.displayName }, include: { limits: true } });
    expect(made.map(({ limits }) => limits.length)).toEqual([1]);
  });

  test("is the operators'", async () => {
    const team = await createTeam();
    const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
    const body = { displayName: uniqueName("Copy"), platformName: uniqueName("copy") };
    expect((await callAdmin("POST", `/teams/${team.id}/duplicate`, { key: raw, body })).status).toBe(403);
  });
});

describe("switching several teams", () => {
  const set = (teamIds: string[], active: boolean, key = operator) =>
    callAdmin("POST", "/teams/set-active", { key, body: { teamIds, active } });

  test("tells of each what became of it, and what was changed can be taken back", async () => {
    const [on, alsoOn, off] = [await createTeam(), await createTeam(), await createTeam({ active: false })];
    const unknown = v7();
    const answer = await set([on.id, unknown, off.id, alsoOn.id, on.id], false);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json.items.map(({ teamId, outcome }: Record<string, string>) => [teamId, outcome])).toEqual([
      [on.id, "changed"],
      [unknown, "failed"],
      [off.id, "unchanged"],
      [alsoOn.id, "changed"],
    ]);
    expect(answer.json.items[1].error.code).toBe("not_found");
    const audit = () => getDb().auditEntry.findMany({ where: { teamId: on.id }, orderBy: { id: "asc" } });
    expect((await audit()).map(({ action }) => action)).toEqual(["team.deactivate"]);
    await set([on.id, alsoOn.id], true);
    const active = async ({ id }: { id: string }) => (await getDb().team.findUniqueOrThrow({ where: { id } })).active;
    expect([await active(on), await active(alsoOn), await active(off)]).toEqual([true, true, false]);
    expect((await audit()).map(({ action }) => action)).toEqual(["team.deactivate", "team.activate"]);
  });

  test("two at once change each team once", async () => {
    const teams = await Promise.all([createTeam(), createTeam(), createTeam()]);
    const ids = teams.map(({ id }) => id);
    const answers = await Promise.all([set(ids, false), set([...ids].reverse(), false)]);
    const changed = answers.flatMap(({ json }) => json.items).filter(({ outcome }) => outcome === "changed");
    expect(changed.map(({ teamId }) => teamId).sort()).toEqual([...ids].sort());
  });

  test("is the operators', takes 1 to 200, and ids only", async () => {
    const team = await createTeam();
    const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
    expect((await set([team.id], false, raw)).status).toBe(403);
    for (const teamIds of [[], Array.from({ length: 201 }, () => v7()), ["telegram"]]) {
      expect((await set(teamIds, false)).status).toBe(422);
    }
    expect(await getDb().team.findUniqueOrThrow({ where: { id: team.id } })).toMatchObject({ active: true });
  });
});
