import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb, getPool } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { forkGateway } from "./fork-gateway.ts";

let sandbox: Sandbox;
const journalDir = mkdtempSync(join(tmpdir(), "gateway-journal-"));

beforeAll(async () => {
  sandbox = await startSandbox({ provider: { latencyMs: 800 } });
});
afterAll(async () => {
  await sandbox.close();
  await closeInfra();
  rmSync(journalDir, { recursive: true, force: true });
});

async function keyedCaller() {
  const model = uniqueName("test/model");
  await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl, publicId: model });
  const team = await createTeam({ availableModels: [model], defaultModel: model });
  const { raw, key } = await createKey(team.id);
  const name = uniqueName("once");
  return {
    model,
    post: (url: string) =>
      fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${raw}`, "content-type": "application/json", "idempotency-key": name },
        body: JSON.stringify({ model, messages: [{ role: "user", content: "[[words:40]]" }] }),
      }),
    claims: () => getDb().idempotencyRecord.count({ where: { lineageId: key.lineageId } }),
    providerCalls: () => sandbox.provider.calls.filter((call) => call.model === model).length,
    charges: () => getDb().usageRecord.findMany({ where: { teamId: team.id } }),
    /** As if the dead process's lock had run its 30 s. */
    lapse: () =>
      getDb().idempotencyRecord.updateMany({
        where: { lineageId: key.lineageId },
        data: { lockedUntil: new Date(Date.now() - 1) },
      }),
    /** Keeps the answer from being stored until it is let go. */
    async holdRecord() {
      const client = await getPool().connect();
      await client.query("BEGIN");
      await client.query("SELECT 1 FROM idempotency_records WHERE lineage_id = $1 FOR UPDATE", [key.lineageId]);
      return async () => {
        // A statement of a dead process that waits would still be carried out.
        await client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))",
        );
        await client.query("ROLLBACK");
        client.release();
      };
    },
  };
}

test("killed while a call with an Idempotency-Key runs: the key is free once its lock lapses, and charged once", async () => {
  const caller = await keyedCaller();
  const endless = { id: 1, model: caller.model, times: 1, hits: 0, hang: true };
  sandbox.provider.faults.push(endless);
  const first = await forkGateway(journalDir);
  const lost = caller.post(first.url).catch(() => "lost");
  await expect.poll(() => endless.hits, { timeout: 20_000, interval: 20 }).toBe(1);
  await first.kill();
  expect(await lost).toBe("lost");

  const second = await forkGateway(journalDir);
  expect((await caller.post(second.url)).status).toBe(409);
  await caller.lapse();
  const answer = await caller.post(second.url);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(await (await caller.post(second.url)).text()).toBe(text);
  await second.stop();
  expect(await caller.charges()).toMatchObject([{ status: "OK" }]);
}, 90_000);

test("killed between charging such a call and storing its answer: the repetition is not charged again", async () => {
  const caller = await keyedCaller();
  const first = await forkGateway(journalDir);
  const lost = caller.post(first.url).catch(() => "lost");
  await expect.poll(caller.claims, { timeout: 20_000, interval: 20 }).toBe(1);
  const letGo = await caller.holdRecord();
  await expect.poll(async () => (await caller.charges()).length, { timeout: 20_000 }).toBe(1);
  await first.kill();
  expect(await lost).toBe("lost");
  await letGo();

  const second = await forkGateway(journalDir);
  await expect.poll(async () => (await caller.lapse()).count, { timeout: 20_000 }).toBe(1);
  expect((await caller.post(second.url)).status).toBe(200);
  await second.stop();
  expect(caller.providerCalls()).toBe(2);
  expect(await caller.charges()).toHaveLength(1);
}, 90_000);
