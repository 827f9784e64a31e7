import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { decryptSecret } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import { encryptionKey } from "#lib/infra/env.ts";
import { loadCatalog } from "#lib/models/load-catalog.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

let operator: string;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

async function provider(fields: object = {}) {
  const body = { name: uniqueName("provider"), baseUrl: "http://127.0.0.1:9/v1", apiKey: "sk-secret", ...fields };
  return callAdmin("POST", "/providers", { key: operator, body });
}

function model(providerId: string, fields: object = {}) {
  const publicId = uniqueName("test/model");
  return {
    publicId,
    displayName: "Model",
    providerId,
    upstreamName: "model",
    inputPrice: "0.075",
    outputPrice: "0.3",
    contextWindow: 128_000,
    ...fields,
  };
}

test("providers and models are made and changed, and calls see it at once", async () => {
  const first = (await provider({ priority: 20 })).json;
  expect(first).toMatchObject({ hasApiKey: true, priority: 20, timeoutMs: 60_000, enabled: true });
  const row = await getDb().provider.findUniqueOrThrow({ where: { id: first.id } });
  expect(decryptSecret(encryptionKey(), row.apiKeyEncrypted ?? "", `provider:${first.id}`)).toBe("sk-secret");
  const second = (await provider({ priority: 10, apiKey: null })).json;

  const body = model(first.id);
  const made = await callAdmin("POST", "/models", { key: operator, body });
  expect(made.status, made.text).toBe(201);
  expect(made.json).toMatchObject({ inputPrice: "0.075", outputPrice: "0.3", providerName: first.name });
  const again = await callAdmin("POST", "/models", { key: operator, body: { ...body, providerId: second.id } });
  expect(again.status).toBe(201);
  const routes = (await loadCatalog()).routes.get(body.publicId);
  expect(routes?.map((route) => [route.providerId, route.apiKey, route.inputPrice])).toEqual([
    [second.id, null, 75_000_000n],
    [first.id, "sk-secret", 75_000_000n],
  ]);

  await callAdmin("PATCH", `/models/${made.json.id}`, {
    key: operator,
    body: { inputPrice: "1.000000001", outputPrice: null },
  });
  await callAdmin("PATCH", `/providers/${first.id}`, { key: operator, body: { priority: 1, apiKey: null } });
  const changed = (await loadCatalog()).routes.get(body.publicId)?.[0];
  expect(changed).toMatchObject({ providerId: first.id, apiKey: null, inputPrice: 1_000_000_001n, outputPrice: null });

  await callAdmin("PATCH", `/providers/${first.id}`, { key: operator, body: { enabled: false } });
  await callAdmin("PATCH", `/models/${again.json.id}`, { key: operator, body: { enabled: false } });
  expect((await loadCatalog()).enabledIds).not.toContain(body.publicId);
  const audit = (await callAdmin("GET", "/audit?action=model.update", { key: operator })).json.items;
  const entry = audit.find((one: { targetId: string }) => one.targetId === made.json.id);
  expect(entry).toMatchObject({
    before: { inputPrice: "0.075", outputPrice: "0.3" },
    after: { inputPrice: "1.000000001", outputPrice: null },
  });
});

test("what is wrong is refused by field", async () => {
  const { id, name } = (await provider()).json;
  const known = (await callAdmin("POST", "/models", { key: operator, body: model(id) })).json.publicId;
  const cases: [string, string, unknown, number, string][] = [
    ["POST", "/providers", { name: "x", baseUrl: "file:///etc/passwd" }, 422, "baseUrl"],
    ["POST", "/providers", { name: "x", baseUrl: "https://user:pw@host/v1" }, 422, "baseUrl"],
    ["POST", "/providers", { name, baseUrl: "https://host/v1" }, 409, "name"],
    ["POST", "/models", model(id, { inputPrice: "0.0000000001" }), 422, "inputPrice"],
    ["POST", "/models", model(id, { inputPrice: "-1" }), 422, "inputPrice"],
    ["POST", "/models", model(id, { inputPrice: 0.075 }), 422, "inputPrice"],
    ["POST", "/models", model(id, { publicId: "has space" }), 422, "publicId"],
    ["POST", "/models", model(id, { publicId: known }), 409, "publicId"],
    ["POST", "/models", model(id, { fallbacks: ["no/such"] }), 422, "fallbacks"],
    ["POST", "/models", model("019a0000-0000-7000-8000-000000000000"), 422, "providerId"],
  ];
  for (const [method, path, body, status, field] of cases) {
    const answer = await callAdmin(method, path, { key: operator, body });
    expect([answer.status, answer.json.errors?.[0]?.path], answer.text).toEqual([status, field]);
  }
});
