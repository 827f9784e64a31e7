import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeUpstreamPools } from "#lib/chat/providers/upstream-pool.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { loadCatalog } from "#lib/models/load-catalog.ts";
import { startSandbox } from "#sandbox/start-sandbox.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

let operator: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  operator = (await createKey(null)).raw;
  sandbox = await startSandbox();
});
afterEach(() => {
  sandbox.provider.reset();
  sandbox.provider.settings.apiKey = null;
});
afterAll(async () => {
  await closeUpstreamPools();
  await sandbox.close();
  await closeInfra();
});

const post = (path: string, body?: unknown) => callAdmin("POST", path, { key: operator, body });
const get = (path: string) => callAdmin("GET", path, { key: operator });
const lastAudit = (targetId: string) =>
  getDb().auditEntry.findFirstOrThrow({ where: { targetId }, orderBy: { id: "desc" } });

test("a test call asks the very model, says how it went, charges nobody, and is audited", async () => {
  const { model, provider } = await createProviderWithModel({
    ...{ baseUrl: sandbox.providerBaseUrl, upstreamName: uniqueName("upstream"), enabled: false, inputPrice: null },
  });
  const usageBefore = await getDb().usageRecord.count({ where: { providerId: provider.id } });
  const answer = await post(`/models/${model.id}/test`);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json).toMatchObject({ ok: true, providerName: provider.name, failure: null });
  expect(answer.json.tokensIn).toBeGreaterThan(0);
  expect(answer.json.reply).not.toBe("");
  const [call] = sandbox.provider.calls;
  expect(call).toMatchObject({ model: model.upstreamName, stream: false, status: 200 });
  expect(call?.completionTokens).toBeLessThanOrEqual(64);
  expect(await getDb().usageRecord.count({ where: { providerId: provider.id } })).toBe(usageBefore);
  const audit = await lastAudit(model.id);
  expect(audit).toMatchObject({ action: "model.test", teamId: null, after: { ok: true, publicId: model.publicId } });
  expect(JSON.stringify(audit.after)).not.toContain(answer.json.reply);
});

test.each([
  [{ status: 401 }, { kind: "denied", status: 401, said: null }],
  [{ status: 404 }, { kind: "missing", status: 404, said: null }],
  [
    { status: 429, retryAfter: 60 },
    { kind: "throttled", status: 429, said: null },
  ],
  [{ status: 503 }, { kind: "server", status: 503, said: null }],
  [
    { status: 400, message: "max_tokens is too large" },
    { kind: "rejected", status: 400, said: "max_tokens is too large" },
  ],
  [{ malformed: true }, { kind: "malformed", status: null, said: null }],
  [{ dropAfterChunks: 0 }, { kind: "dropped", status: null, said: null }],
  [{ hang: true }, { kind: "timeout", status: null, said: null }],
])("a test call of a provider with %j fails as %j, once", async (fault, failure) => {
  const upstreamName = uniqueName("upstream");
  const { model } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl, upstreamName, timeoutMs: 150 });
  sandbox.provider.faults.push({ times: null, ...fault, model: upstreamName, id: 1, hits: 0 });
  const answer = await post(`/models/${model.id}/test`);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json).toMatchObject({ ok: false, reply: null, failure });
  expect(sandbox.provider.faults[0]?.hits).toBe(1);
  expect((await lastAudit(model.id)).after).toMatchObject({ ok: false, failure: failure.kind });
});

test("a server that is not there is told apart", async () => {
  const { model } = await createProviderWithModel({ baseUrl: "http://127.0.0.1:9/v1" });
  const answer = await post(`/models/${model.id}/test`);
  expect(answer.json).toMatchObject({ ok: false, failure: { kind: "connect", status: null } });
  expect((await post(`/models/${v7()}/test`)).status).toBe(404);
});

test("test calls are limited per person", async () => {
  const { raw } = await createKey(null);
  const { model } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl });
  const path = `/models/${model.id}/test`;
  const answers = await Promise.all(Array.from({ length: 25 }, () => callAdmin("POST", path, { key: raw })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a provider's list is read with its key, and what is here already is marked", async () => {
  sandbox.provider.settings.apiKey = "sk-right";
  const [first = "", second = ""] = sandbox.provider.settings.models;
  const { provider } = await createProviderWithModel({
    ...{ baseUrl: sandbox.providerBaseUrl, apiKey: "sk-right", upstreamName: first },
  });
  const { json } = await get(`/providers/${provider.id}/models`);
  expect(json.failure).toBeNull();
  const byName = new Map(json.models.map((model: { upstreamName: string }) => [model.upstreamName, model]));
  expect(byName.size).toBe(sandbox.provider.settings.models.length);
  expect(byName.get(first)).toMatchObject({ present: true });
  expect(byName.get(second)).toMatchObject({ present: false, inputPrice: null, contextWindow: null });

  sandbox.provider.settings.apiKey = "sk-other";
  const denied = await get(`/providers/${provider.id}/models`);
  expect(denied.json).toEqual({ models: [], failure: { kind: "denied", status: 401, said: null } });
  expect(denied.text).not.toContain("sk-right");
});

test("models are imported once, priced ones on, unpriced ones off, each with its audit row", async () => {
  const { provider, model } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl });
  const fields = { displayName: "M", upstreamName: "m", contextWindow: 1_000, inputPrice: "0.1", outputPrice: "0.2" };
  const models = Array.from({ length: 20 }, (_, at) => ({ ...fields, publicId: `${model.publicId}-${at}` }));
  const unpriced = { ...fields, publicId: `${model.publicId}-free`, inputPrice: null };
  const body = { models: [...models, unpriced, { ...fields, publicId: model.publicId }] };
  const [one, other] = await Promise.all([
    post(`/providers/${provider.id}/models`, body),
    post(`/providers/${provider.id}/models`, { models: body.models.toReversed() }),
  ]);
  expect([one.status, other.status], one.text + other.text).toEqual([201, 201]);
  expect(one.json.added.length + other.json.added.length).toBe(21);
  expect(one.json.skipped).toContain(model.publicId);
  const rows = await getDb().model.findMany({ where: { providerId: provider.id } });
  expect(rows).toHaveLength(22);
  expect(rows.filter(({ enabled }) => !enabled).map(({ publicId }) => publicId)).toEqual([unpriced.publicId]);
  const ids = rows.map(({ id }) => id);
  expect(await getDb().auditEntry.count({ where: { action: "model.import", targetId: { in: ids } } })).toBe(21);
  expect((await loadCatalog()).routes.get(models[0]?.publicId ?? "")).toHaveLength(1);
});

test.each([
  [{ models: [] }, "models"],
  [{ models: [{ publicId: "a b" }] }, "models.0.publicId"],
  [{ models: [{ publicId: "a", inputPrice: "-1" }] }, "models.0.inputPrice"],
  [{ models: [{ publicId: "a", contextWindow: 0 }] }, "models.0.contextWindow"],
])("an import of %j is refused at %s", async (body, path) => {
  const { provider } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl });
  const answer = await post(`/providers/${provider.id}/models`, body);
  expect(answer.status).toBe(422);
  expect(answer.json.errors.map((error: { path: string }) => error.path)).toContain(path);
});

test("providers are asked in the order that operators give, and a stale list is refused", async () => {
  const publicId = uniqueName("test/model");
  const first = await createProviderWithModel({ baseUrl: "http://127.0.0.1:9/v1", publicId, priority: 1 });
  const second = await createProviderWithModel({ baseUrl: "http://127.0.0.1:9/v1", publicId, priority: 2 });
  const [a, b] = [first.provider.id, second.provider.id];
  // Other tests add providers meanwhile.
  await expect
    .poll(async () => {
      const all = await getDb().provider.findMany({ orderBy: [{ priority: "asc" }, { name: "asc" }] });
      const order = all.map(({ id }) => (id === a ? b : id === b ? a : id));
      return (await post("/providers/order", { providerIds: order })).status;
    })
    .toBe(204);
  const routes = (await loadCatalog()).routes.get(publicId) ?? [];
  expect(routes.map(({ providerId }) => providerId)).toEqual([b, a]);
  const stale = await post("/providers/order", { providerIds: [a, b] });
  expect([stale.status, stale.json.errors[0].path]).toEqual([422, "providerIds"]);
});

test("a model has its own order of providers, and the same fallbacks at all of them", async () => {
  const publicId = uniqueName("test/model");
  const other = uniqueName("test/model");
  const third = uniqueName("test/model");
  for (const id of [publicId, publicId, other, third]) {
    await createProviderWithModel({ baseUrl: "http://127.0.0.1:9/v1", publicId: id });
  }
  expect((await post("/models/chain", { publicId, fallbacks: [third, other] })).status).toBe(204);
  const routes = (await loadCatalog()).routes.get(publicId) ?? [];
  expect(routes.map(({ fallbacks }) => fallbacks)).toEqual([
    [third, other],
    [third, other],
  ]);
  const rows = await getDb().auditEntry.findMany({ where: { targetId: { in: routes.map(({ modelId }) => modelId) } } });
  expect(rows.map(({ after }) => after)).toEqual([{ fallbacks: [third, other] }, { fallbacks: [third, other] }]);

  const [first = "", second = ""] = routes.map(({ modelId }) => modelId);
  const asked = async () => (await loadCatalog()).routes.get(publicId)?.map(({ modelId }) => modelId);
  expect((await post("/models/chain", { publicId, modelIds: [second, first] })).status).toBe(204);
  expect(await asked()).toEqual([second, first]);
  expect((await loadCatalog()).routes.get(publicId)?.[0]?.fallbacks).toEqual([third, other]);
  const stale = await post("/models/chain", { publicId, modelIds: [second] });
  expect([stale.status, stale.json.errors[0].path]).toEqual([422, "modelIds"]);
  expect((await post("/models/chain", { publicId, modelIds: null })).status).toBe(204);
  expect(await asked()).toEqual([first, second]);
  for (const fallbacks of [[publicId], [other, other], ["no/such"]]) {
    const refused = await post("/models/chain", { publicId, fallbacks });
    expect([refused.status, refused.json.errors[0].path]).toEqual([422, "fallbacks"]);
  }
  expect((await post("/models/chain", { publicId: "no/such", fallbacks: [] })).status).toBe(404);
});

test("how a provider does comes from the processes that call it", async () => {
  const { provider } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl });
  const failingSince = "2026-11-21T10:00:00.000Z";
  const report = { attempts: 10, failures: 0, firstByteMsSum: 1_000 };
  const beat = (roles: string[], breakers: object, secondsAgo = 0) =>
    getDb().$executeRaw`
      INSERT INTO process_heartbeats (id, roles, host, pid, version, started_at, seen_at, figures)
      VALUES (${v7()}::uuid, ${roles}::text[], 'test', 1, '0', now(), now() - make_interval(secs => ${secondsAgo}::int),
        ${JSON.stringify({ breakers })}::jsonb)`;
  await beat(["gateway"], { [provider.id]: { state: "closed", ...report } });
  await beat(["bots"], {
    [provider.id]: { state: "open", openedAt: failingSince, failingSince, ...report, failures: 5 },
  });
  await beat(["gateway"], { [provider.id]: { state: "open", ...report, failures: 10 } }, 60);
  await beat(["gateway"], { [provider.id]: "of another version" });
  await beat(["web"], { [provider.id]: { state: "closed", ...report } });
  const { items } = (await get("/providers/health")).json;
  expect(items.find((one: { providerId: string }) => one.providerId === provider.id)).toMatchObject({
    ...{ state: "resting", since: failingSince, processes: 2, troubled: 1, attempts: 20, failures: 5 },
    firstByteMs: 133,
  });
  await getDb().$executeRaw`DELETE FROM process_heartbeats WHERE host = 'test'`;
});
