import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "#lib/infra/embedded.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { type ForkedGateway, forkGateway } from "./fork-gateway.ts";

// A server of its own, which syncs to disk: this test kills it.
const dir = mkdtempSync(join(tmpdir(), "gateway-database-"));
const journalDir = join(dir, "journal");
let database: EmbeddedDatabase;
let sandbox: Sandbox;
let gateway: ForkedGateway;

beforeAll(async () => {
  chmodSync(dir, 0o755);
  database = await startEmbeddedPostgres(dir);
  process.env.DATABASE_URL = database.url;
  const { status, stderr } = spawnSync(process.execPath, ["scripts/db-migrate.ts"], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  sandbox = await startSandbox();
  gateway = await forkGateway(journalDir);
});
afterAll(async () => {
  await gateway.kill();
  await sandbox.close();
  await closeInfra();
  await database.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("PostgreSQL killed under load: 503 and no hang, recovery by itself, and no answer is lost from the usage", async () => {
  const model = uniqueName("test/model");
  await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl, publicId: model });
  const team = await createTeam({ availableModels: [model], defaultModel: model });
  await createLimit(
    { teamId: team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1_000_000n },
    new Date(),
  );
  const { raw } = await createKey(team.id);
  const seen: { status: number; ms: number; at: number }[] = [];
  const call = async () => {
    const startedAt = performance.now();
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${raw}`, "content-type": "application/json" },
      body: JSON.stringify({ model, messages: [{ role: "user", content: "[[say:ok]]" }] }),
    });
    const body = await answer.json();
    if (answer.status !== 200) expect(body.error.code).toBe("unavailable");
    seen.push({ status: answer.status, ms: performance.now() - startedAt, at: performance.now() });
  };
  let running = true;
  const callers = Array.from({ length: 8 }, async () => {
    while (running) {
      await call();
      await new Promise((settle) => setTimeout(settle, 20));
    }
  });
  const pause = (ms: number) => new Promise((settle) => setTimeout(settle, ms));

  await pause(1_500);
  const port = Number(new URL(database.url).port);
  process.kill(database.pid, "SIGKILL");
  await database.crashed;
  await pause(7_000);
  const ready = await fetch(`${gateway.url}/ready`);
  expect(ready.status).toBe(503);
  expect((await ready.json()).parts.database).not.toBe("ok");
  expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
  database = await startEmbeddedPostgres(dir, { port });
  const backAt = performance.now();
  await expect
    .poll(() => seen.some((one) => one.status === 200 && one.at - one.ms > backAt), { timeout: 60_000 })
    .toBe(true);
  await pause(1_000);
  running = false;
  await Promise.all(callers);
  await gateway.flush();

  const statuses = new Set(seen.map((one) => one.status));
  expect(statuses).toEqual(new Set([200, 503]));
  expect(Math.max(...seen.map((one) => one.ms))).toBeLessThan(20_000);
  const answered = seen.filter((one) => one.status === 200).length;
  expect(await getDb().usageRecord.count({ where: { teamId: team.id } })).toBe(answered);
  expect((await fetch(`${gateway.url}/ready`)).status).toBe(200);
}, 240_000);
