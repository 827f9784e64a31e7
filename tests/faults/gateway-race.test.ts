import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, fetch } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { type ForkedGateway, forkGateway } from "./fork-gateway.ts";

let sandbox: Sandbox;
let gateways: ForkedGateway[];
const journals = [0, 1].map(() => mkdtempSync(join(tmpdir(), "gateway-journal-")));

beforeAll(async () => {
  sandbox = await startSandbox();
  gateways = await Promise.all(journals.map((dir) => forkGateway(dir)));
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await sandbox.close();
  await closeInfra();
  for (const dir of journals) rmSync(dir, { recursive: true, force: true });
});

async function limitedTeam(limit: { unit: "REQUESTS" | "TOKENS"; amount: bigint }) {
  const [model, upstream] = [uniqueName("test/model"), uniqueName("upstream")];
  await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl, publicId: model, upstreamName: upstream });
  const team = await createTeam({ availableModels: [model], defaultModel: model });
  await createLimit({ teamId: team.id, scope: "TEAM", window: "DAY", ...limit }, new Date());
  const { raw } = await createKey(team.id);
  return { team, raw, model, upstream };
}

function race(options: { raw: string; model: string; callers: number; more?: object }) {
  const dispatcher = new Agent({ connections: 256 });
  const calls = Array.from({ length: options.callers }, async (_, at) => {
    const answer = await fetch(`${gateways[at % gateways.length]!.url}/v1/chat/completions`, {
      method: "POST",
      dispatcher,
      headers: { authorization: `Bearer ${options.raw}`, "content-type": "application/json" },
      body: JSON.stringify({
        model: options.model,
        messages: [{ role: "user", content: "[[words:20]]" }],
        ...options.more,
      }),
    });
    await answer.text();
    return answer.status;
  });
  return Promise.all(calls).finally(() => dispatcher.close());
}

test("200 callers over two processes with 10 requests left: exactly 10 reach the provider", async () => {
  const { team, raw, model, upstream } = await limitedTeam({ unit: "REQUESTS", amount: 10n });
  const statuses = await race({ raw, model, callers: 200 });
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(190);
  expect(sandbox.provider.calls.filter((call) => call.model === upstream)).toHaveLength(10);
  await Promise.all(gateways.map((gateway) => gateway.flush()));
  expect(await getDb().usageRecord.count({ where: { teamId: team.id } })).toBe(10);
});

test("100 streaming callers over two processes never overshoot a cap on tokens", async () => {
  const { team, raw, model } = await limitedTeam({ unit: "TOKENS", amount: 1_000n });
  const statuses = await race({ raw, model, callers: 100, more: { stream: true, max_tokens: 30 } });
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  await Promise.all(gateways.map((gateway) => gateway.flush()));
  const { _sum } = await getDb().usageRecord.aggregate({
    where: { teamId: team.id },
    _sum: { tokensIn: true, tokensOut: true },
  });
  const used = (_sum.tokensIn ?? 0) + (_sum.tokensOut ?? 0);
  expect(used).toBeLessThanOrEqual(1_000);
  expect(used).toBeGreaterThan(100);
});
