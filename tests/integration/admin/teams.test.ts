import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { ensureTypeDefaults } from "#lib/teams/type-defaults.ts";
import { type AdminAnswer, callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

let operator: string;
beforeAll(async () => {
  await ensureTypeDefaults();
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

function newTeam(overrides: Record<string, unknown> = {}) {
  const platformName = uniqueName("team");
  return { displayName: `Team ${platformName}`, platformName, type: "private", ...overrides };
}

describe("teams", () => {
  test("are made, read, changed, switched off and on, with an audit row each", async () => {
    const { model } = await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" });
    const created = await callAdmin("POST", "/teams", { key: operator, body: newTeam({ timeZone: "europe/berlin" }) });
    expect(created.status, created.text).toBe(201);
    expect(created.json).toMatchObject({ type: "private", timeZone: "Europe/Berlin", active: true });
    expect(Object.values(created.json.overrides)).toEqual(Array(8).fill(null));
    const path = `/teams/${created.json.id}`;

    const patched = await callAdmin("PATCH", path, {
      key: operator,
      body: { overrides: { rateLimit: 5, defaultModel: model.publicId, commands: ["start", "help"] } },
    });
    expect(patched.status, patched.text).toBe(200);
    const config = (await callAdmin("GET", `${path}/config`, { key: operator })).json;
    expect(config.rateLimit).toEqual({ value: 5, source: "team", inherited: 60 });
    expect(config.defaultModel).toMatchObject({ value: model.publicId, source: "team" });
    expect(config.maxHistory).toEqual({ value: 30, source: "type", inherited: 30 });
    expect(config.commands).toMatchObject({ value: ["start", "help"], source: "team" });

    await callAdmin("PATCH", path, { key: operator, body: { overrides: { rateLimit: null, commands: null } } });
    const reset = (await callAdmin("GET", `${path}/config`, { key: operator })).json;
    expect(reset.rateLimit).toEqual({ value: 60, source: "type", inherited: 60 });
    expect(reset.commands.source).toBe("type");
    expect(reset.defaultModel.source).toBe("team");

    expect((await callAdmin("POST", `${path}/deactivate`, { key: operator })).json.active).toBe(false);
    expect((await callAdmin("POST", `${path}/activate`, { key: operator })).json.active).toBe(true);
    const audit = (await callAdmin("GET", `/audit?teamId=${created.json.id}`, { key: operator })).json;
    expect(audit.items.map((entry: { action: string }) => entry.action)).toEqual([
      "team.activate",
      "team.deactivate",
      "team.update",
      "team.update",
      "team.create",
    ]);
    expect(audit.items[3]).toMatchObject({
      before: { rateLimit: null, defaultModel: null, commands: null },
      after: { rateLimit: 5, defaultModel: model.publicId, commands: ["start", "help"] },
      actor: { type: "key" },
    });
    expect(Object.keys(audit.items[3].after)).toHaveLength(3);
  });

  test("names are taken whatever their case, width or spacing", async () => {
    const body = newTeam();
    await callAdmin("POST", "/teams", { key: operator, body });
    const wide = body.displayName.replace("Team", "ＴＥＡＭ ");
    const cases = [
      { body: newTeam({ displayName: body.displayName.toUpperCase() }), path: "displayName" },
      { body: newTeam({ displayName: wide }), path: "displayName" },
      { body: newTeam({ platformName: body.platformName.toUpperCase() }), path: "platformName" },
    ];
    for (const { body, path } of cases) {
      const answer = await callAdmin("POST", "/teams", { key: operator, body });
      expect([answer.status, answer.json.code, answer.json.errors?.[0]?.path], answer.text).toEqual([
        409,
        "conflict",
        path,
      ]);
    }
  });

  test("two makers of one name: one wins, the other is told which name", async () => {
    const body = newTeam();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => callAdmin("POST", "/teams", { key: operator, body })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(7).fill(409)]);
  });

  const wrong = [
    [{ platformName: "Not a slug!" }, "platformName", "hosco-popak"],
    [{ platformName: "-x-" }, "platformName", "hosco-popak"],
    [{ timeZone: "Mars/Olympus" }, "timeZone", "Mars/Olympus"],
    [{ timeZone: "+02:00" }, "timeZone", "+02:00"],
    [{ type: "secret" }, "type", '"public"|"private"'],
    [{ displayName: "  " }, "displayName", "empty"],
    [{ displayName: "a\u202eb" }, "displayName", "control"],
    [{ overrides: { rateLimit: 0 } }, "overrides.rateLimit", "got 0"],
    [{ overrides: { defaultModel: "no/such" } }, "overrides.defaultModel", "no/such"],
    [{ overrides: { availableModels: ["no/such", "nor/this"] } }, "overrides.availableModels", '"no/such", "nor/this"'],
    [{ overrides: { availableModels: [] } }, "overrides.availableModels", "null to inherit"],
    [{ overrides: { commands: ["reboot"] } }, "overrides.commands.0", "reboot"],
    [{ owner: "me" }, "owner", "not a field"],
    [{ overrides: { isOperator: true } }, "overrides.isOperator", "not a field"],
  ] as const;
  test.each(wrong)("refuses %j and says why", async (fields, path, hint) => {
    const answer = await callAdmin("POST", "/teams", { key: operator, body: newTeam(fields) });
    expect(answer.status, answer.text).toBe(422);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.json.errors[0].path).toBe(path);
    expect(answer.json.errors[0].message).toContain(hint);
  });

  test("a default model outside the available ones is refused, with what there is", async () => {
    const a = (await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" })).model.publicId;
    const b = (await createProviderWithModel({ baseUrl: "http://127.0.0.1:1/v1" })).model.publicId;
    const team = await createTeam();
    const path = `/teams/${team.id}`;
    const patch = (overrides: unknown) => callAdmin("PATCH", path, { key: operator, body: { overrides } });
    expect((await patch({ availableModels: [a], defaultModel: b })).json.errors[0].message).toContain(a);
    expect((await patch({ availableModels: [a], defaultModel: a })).status).toBe(200);
    expect((await patch({ defaultModel: b })).status).toBe(422);
    expect((await patch({ availableModels: [b] })).json.errors[0].path).toBe("overrides.availableModels");
  });

  test("are found by a part of either name, and read page by page without gaps or doubles", async () => {
    const mark = uniqueName("page");
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.unshift((await createTeam({ displayName: `${mark} ${i}%_` })).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `search=${mark.toUpperCase()}&limit=2${cursor ? `&cursor=${cursor}` : ""}`;
      const page: AdminAnswer["json"] = (await callAdmin("GET", `/teams?${query}`, { key: operator })).json;
      seen.push(...page.items.map((team: { id: string }) => team.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids);
    const literal = await callAdmin("GET", `/teams?search=${encodeURIComponent(`${mark} 3%_`)}`, { key: operator });
    expect(literal.json.items).toHaveLength(1);
    const bad = await callAdmin("GET", "/teams?cursor=nonsense", { key: operator });
    expect([bad.status, bad.json.errors[0].path]).toEqual([400, "cursor"]);
    expect((await callAdmin("GET", "/teams?limit=1000", { key: operator })).status).toBe(422);
    expect((await callAdmin("GET", "/teams?nope=1", { key: operator })).json.errors[0].path).toBe("nope");
  });

  test("a team's admin may change overrides, but neither type nor platform name nor activity", async () => {
    const team = await createTeam();
    const { raw } = await createKey(team.id, { scope: "MANAGEMENT" });
    const patch = (body: unknown) => callAdmin("PATCH", `/teams/${team.id}`, { key: raw, body });
    expect((await patch({ overrides: { maxHistory: 3 } })).status).toBe(200);
    expect((await patch({ type: "public" })).status).toBe(403);
    expect((await patch({ platformName: "other" })).status).toBe(403);
    expect((await callAdmin("POST", `/teams/${team.id}/deactivate`, { key: raw })).status).toBe(403);
    expect((await callAdmin("POST", "/teams", { key: raw, body: newTeam() })).status).toBe(403);
    const list = (await callAdmin("GET", "/teams", { key: raw })).json;
    expect(list.items.map((item: { id: string }) => item.id)).toEqual([team.id]);
  });
});

test("type defaults are edited, and every team of the type follows", async () => {
  const team = await createTeam({ type: "PUBLIC" });
  const before = (await callAdmin("GET", "/type-defaults", { key: operator })).json.items;
  const rate = before.find((row: { type: string }) => row.type === "public").rateLimit;
  await callAdmin("PATCH", "/type-defaults/public", { key: operator, body: { rateLimit: rate + 1 } });
  const config = (await callAdmin("GET", `/teams/${team.id}/config`, { key: operator })).json;
  expect(config.rateLimit).toEqual({ value: rate + 1, source: "type", inherited: rate + 1 });
  await callAdmin("PATCH", "/type-defaults/public", { key: operator, body: { rateLimit: rate } });
  const unknown = await callAdmin("PATCH", "/type-defaults/public", {
    key: operator,
    body: { defaultModel: "no/such" },
  });
  expect(unknown.json.errors[0]).toMatchObject({ path: "defaultModel" });
});
