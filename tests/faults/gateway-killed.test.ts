import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { limitStatus } from "#lib/usage/limit-status.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { sweepUsage } from "#lib/usage/sweep.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { forkGateway } from "./fork-gateway.ts";

let sandbox: Sandbox;
const journalDir = mkdtempSync(join(tmpdir(), "gateway-journal-"));

beforeAll(async () => {
  sandbox = await startSandbox({ provider: { chunkDelayMs: 20 } });
});
afterAll(async () => {
  await sandbox.close();
  await closeInfra();
  rmSync(journalDir, { recursive: true, force: true });
});

test("killed in mid-stream: exactly one INTERRUPTED charge, and nothing stays reserved", async () => {
  const model = uniqueName("test/model");
  await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl, publicId: model });
  const team = await createTeam({ availableModels: [model], defaultModel: model });
  const limit = { teamId: team.id, scope: "TEAM", window: "DAY" } as const;
  await createLimit({ ...limit, unit: "REQUESTS", amount: 100n }, new Date());
  await createLimit({ ...limit, unit: "TOKENS", amount: 1_000_000n }, new Date());
  const { raw } = await createKey(team.id);
  const start = async (url: string, words: number) => {
    const answer = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${raw}`, "content-type": "application/json" },
      body: JSON.stringify({ model, stream: true, messages: [{ role: "user", content: `[[words:${words}]]` }] }),
    });
    expect(answer.status).toBe(200);
    return answer;
  };

  const first = await forkGateway(journalDir);
  await (await start(first.url, 5)).text();
  const broken = await start(first.url, 2_000);
  const reader = broken.body!.getReader();
  await reader.read();
  await reader.read();
  await first.kill();
  await expect(async () => {
    while (!(await reader.read()).done);
  }).rejects.toThrow();

  const second = await forkGateway(journalDir);
  const rows = () => getDb().usageRecord.findMany({ where: { teamId: team.id }, orderBy: { occurredAt: "asc" } });
  await expect.poll(async () => (await rows()).length, { timeout: 60_000 }).toBe(2);
  await (await start(second.url, 5)).text();
  await second.flush();
  const charged = await rows();
  expect(charged.map((row) => row.status)).toEqual(["OK", "INTERRUPTED", "OK"]);
  expect(charged[1]!.tokensOut).toBeGreaterThan(0);

  const tokens = charged.reduce((sum, row) => sum + row.tokensIn + row.tokensOut, 0);
  await second.stop();
  const standing = async () => {
    await sweepUsage({ now: new Date() });
    const status = await limitStatus({ subjects: { teamId: team.id }, timeZone: "UTC", now: new Date() });
    return status.map((one) => [one.unit, Number(one.used), Number(one.reserved)]).sort();
  };
  await expect.poll(standing, { timeout: 90_000, interval: 500 }).toEqual([
    ["REQUESTS", 3, 0],
    ["TOKENS", tokens, 0],
  ]);
}, 240_000);
