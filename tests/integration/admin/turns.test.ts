import { afterAll, beforeAll, expect, test } from "vitest";
import { resetBreakers } from "#lib/chat/providers/provider-breaker.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { flushSideBatches } from "#lib/usage/side-batch.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createEndUser } from "#tests/factories/create-end-user.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createTurn } from "#tests/factories/create-turn.ts";
import { ask, type Caller, type GatewayWorld, openGatewayWorld } from "../gateway/gateway-world.ts";
import { expectReconciled } from "../usage/usage-world.ts";

let world: GatewayWorld;
let operator: { key: string };
beforeAll(async () => {
  world = await openGatewayWorld();
  resetBreakers();
  operator = { key: (await createKey(null)).raw };
});
afterAll(() => world.close());

const get = async (path: string) => {
  const { status, json, text } = await callAdmin("GET", path, operator);
  expect(status, text).toBe(200);
  return json;
};
const listed = async (caller: Caller, filter = "") => (await get(`/turns?teamId=${caller.team.id}${filter}`)).items;

async function written() {
  await world.ledger.flush();
  await flushSideBatches(5_000);
}

test("from team to key to end user to the turn, true to the token right after the call", async () => {
  const caller = await world.caller();
  const body = ask(caller.model, "fine", { user: "ada" });
  expect((await world.post(caller, body)).status).toBe(200);
  await written();
  const [charge] = await world.charges(caller.team);
  const teamId = caller.team.id;
  const check = async () => {
    const byKey = await get(`/usage?teamId=${teamId}&groupBy=key`);
    expect(byKey.rows).toMatchObject([
      { group: caller.key.lineageId, label: caller.key.name, teamId, requests: 1, costNano: `${charge?.costNano}` },
    ]);
    const byUser = await get(`/usage?teamId=${teamId}&keyLineageId=${caller.key.lineageId}&groupBy=endUser`);
    expect(byUser.rows).toMatchObject([{ label: "ada", tokensIn: charge?.tokensIn, tokensOut: charge?.tokensOut }]);
    expect(byUser.filters).toMatchObject({ teamName: caller.team.displayName, keyName: caller.key.name });
    const [turn] = await listed(caller, `&keyLineageId=${caller.key.lineageId}&endUserId=${byUser.rows[0].group}`);
    expect(turn).toMatchObject({ id: charge?.id, status: "ok", endUserName: "ada", model: caller.model, turns: 1 });
    const overview = await get(`/overview?teamId=${teamId}`);
    expect(overview.totals).toMatchObject({ requests: 1, activeEndUsers: 1, failures: 0, errorRate: 0 });
    expect(overview.totals.latencyP50Ms).toBeGreaterThan(0);
    const series = await get(`/usage/series?teamId=${teamId}&by=model`);
    expect(series.points.at(-1).values).toMatchObject([{ group: caller.model, requests: 1 }]);
    return turn.id;
  };
  await check();
  await rollUp();
  const detail = await get(`/turns/${await check()}`);
  expect(detail.chain).toMatchObject([{ model: caller.model, outcome: "ok", status: null }]);
  expect(detail.config.values).toContainEqual({
    ...{ name: "availableModels", value: [caller.model], source: "team" },
    inherited: expect.any(Array),
  });
  expect(detail).toMatchObject({ delivery: null, timeZone: "UTC", requestId: expect.any(String) });
  expect(JSON.stringify(detail)).not.toContain("fine");
  await expectReconciled(teamId);
});

test("a provider that fails over, and one that fails for good, leave their tries", async () => {
  const caller = await world.caller();
  const second = await createProviderWithModel({
    ...{ baseUrl: world.sandbox.providerBaseUrl, publicId: caller.model, priority: 200, upstreamName: "second-one" },
  });
  world.addFault({ status: 401, model: caller.upstream, times: 9 });
  expect((await world.post(caller, ask(caller.model, "fine"))).status).toBe(200);
  await written();
  const [answered] = await listed(caller);
  const { chain } = await get(`/turns/${answered.id}`);
  expect(chain).toMatchObject([
    { outcome: "denied", status: 401 },
    { outcome: "ok", provider: second.provider.name },
  ]);
  world.addFault({ status: 404, model: "second-one", times: 9 });
  expect((await world.post(caller, ask(caller.model, "fine"))).status).toBe(502);
  await written();
  const [failed] = await listed(caller, "&status=failed");
  expect(failed).toMatchObject({ status: "failed", code: expect.stringMatching(/^provider_/), costNano: "0" });
  expect((await get(`/turns/${failed.id}`)).chain).toHaveLength(2);
  const before = (await get(`/usage?teamId=${caller.team.id}`)).totals;
  expect(before).toMatchObject({ requests: 1, failures: 1, refusals: 0, errorRate: 0.5 });
  await rollUp();
  expect((await get(`/usage?teamId=${caller.team.id}`)).totals).toEqual(before);
});

test("refusals in quick succession are one row that says how many they were", async () => {
  const caller = await world.caller();
  await createLimit({ teamId: caller.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n }, new Date());
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.post(caller, ask(caller.model, "fine"))));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  await written();
  const refused = await listed(caller, "&status=refused");
  expect(refused.reduce((sum: number, { turns }: { turns: number }) => sum + turns, 0)).toBe(7);
  expect(refused[0]).toMatchObject({ code: "quota_exceeded", keyName: caller.key.name });
  await rollUp();
  expect((await get(`/usage?teamId=${caller.team.id}&groupBy=key`)).totals).toMatchObject({ requests: 1, refusals: 7 });
  await expectReconciled(caller.team.id);
});

test("pages go back in time without a gap, whatever they are filtered by", async () => {
  const team = await createTeam();
  const now = Date.now();
  const ids: string[] = [];
  for (let n = 0; n < 9; n += 1) {
    // Three a day, the oldest first.
    const occurredAt = new Date(now - (9 - n) * 8 * 3_600_000).toISOString();
    const more = { model: n % 3 ? "common" : "rare", status: n === 4 ? ("PARTIAL" as const) : ("OK" as const) };
    ids.unshift(await createTurn(team.id, { occurredAt, ...more }));
  }
  await rollUp();
  const pages = async (filter: string) => {
    const seen: string[] = [];
    let cursor = "";
    for (;;) {
      const page = await get(`/turns?teamId=${team.id}&limit=2${filter}${cursor}`);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      if (!page.nextCursor) return seen;
      cursor = `&cursor=${page.nextCursor}`;
    }
  };
  expect(await pages("")).toEqual(ids);
  expect(await pages("&status=ok")).toEqual(ids.filter((_, n) => n !== 4));
  expect(await pages("&status=partial")).toEqual([ids[4]]);
  expect(await pages("&model=rare")).toEqual([ids[2], ids[5], ids[8]]);
  expect(await pages("&model=nobody")).toEqual([]);
  expect((await callAdmin("GET", `/turns?teamId=${team.id}&cursor=nonsense`, operator)).status).toBe(400);
});

test("a CSV runs no formula, and holds what the report does", async () => {
  const team = await createTeam();
  const connection = await createConnection(team.id);
  const name = '=HYPERLINK("http://evil")';
  const endUser = await createEndUser({ teamId: team.id, connectionId: connection.id, name });
  await createTurn(team.id, { endUserId: endUser.id, costNano: "9007199254740993" });
  const answer = await callAdmin("GET", `/usage/export?teamId=${team.id}&groupBy=endUser`, operator);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="usage-by-endUser-.*\.csv"$/);
  const [header, line] = answer.text.split("\r\n");
  expect(header).toContain("Group,Name,Requests");
  expect(line).toContain(`${endUser.id},"'=HYPERLINK(""http://evil"")",1,10,5,9007199254740993`);
  const elsewhere = await callAdmin("GET", "/usage/export?groupBy=endUser", operator);
  expect([elsewhere.status, elsewhere.json.errors[0].path]).toEqual([422, "teamId"]);
});

test("reports are sorted and paged as asked", async () => {
  const team = await createTeam();
  for (const [model, latencyMs, costNano] of [
    ["a", 900, "1"],
    ["b", 100, "3"],
    ["c", 300, "2"],
  ] as const) {
    await createTurn(team.id, { model, latencyMs, costNano });
  }
  const order = async (query: string) =>
    (await get(`/usage?teamId=${team.id}&groupBy=model&${query}`)).rows.map(({ group }: { group: string }) => group);
  expect(await order("")).toEqual(["b", "c", "a"]);
  expect(await order("sort=p95")).toEqual(["a", "c", "b"]);
  expect(await order("sort=latency&order=asc")).toEqual(["b", "c", "a"]);
  expect(await order("sort=group&order=desc")).toEqual(["c", "b", "a"]);
  const first = await get(`/usage?teamId=${team.id}&groupBy=model&limit=2`);
  expect(first.rows).toHaveLength(2);
  expect(await order(`limit=2&cursor=${first.nextCursor}`)).toEqual(["a"]);
});

test("end users are found by a part of their name or the start of their id", async () => {
  const team = await createTeam();
  const connection = await createConnection(team.id);
  const lan = await createEndUser({ teamId: team.id, connectionId: connection.id, name: "Nguyễn Lan" });
  await createEndUser({ teamId: team.id, connectionId: connection.id, name: "Someone else" });
  const found = async (q: string) =>
    (await get(`/end-users?teamId=${team.id}&q=${encodeURIComponent(q)}`)).items.map(({ id }: { id: string }) => id);
  expect(await found("lan")).toEqual([lan.id]);
  expect(await found(lan.externalId)).toEqual([lan.id]);
  expect(await found("")).toHaveLength(2);
});
