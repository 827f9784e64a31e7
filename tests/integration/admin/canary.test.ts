import { randomInt } from "node:crypto";
import fs from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { metricsRegistry } from "#lib/infra/metrics.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { everyTextColumn } from "#tests/factories/every-text-column.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

vi.hoisted(() => {
  // Everything that could be logged is.
  process.env.LOG_LEVEL = "trace";
});

const CANARY = `canary${randomInt(1e12)}`;
let written = "";

beforeAll(() => {
  const write = fs.writeSync;
  vi.spyOn(fs, "writeSync").mockImplementation(((fd: number, data: string, ...rest: []) => {
    if (fd !== 1) return write(fd, data, ...rest);
    written += String(data);
    return Buffer.byteLength(data);
  }) as typeof fs.writeSync);
});
afterAll(closeInfra);

test("no secret is in any table, answer, log line, metric or audit row", async () => {
  const operator = (await createKey(null)).raw;
  const team = await createTeam();
  const email = `${uniqueName("canary")}@example.test`;
  const secrets: string[] = [];
  const answers: string[] = [];
  const call = async (method: string, path: string, body: unknown) => {
    const answer = await callAdmin(method, path, { key: operator, body });
    answers.push(answer.text);
    return answer;
  };

  const name = uniqueName("provider");
  const provider = await call("POST", "/providers", { name, baseUrl: "https://x.test", apiKey: `sk-${CANARY}` });
  await call("PATCH", `/providers/${provider.json.id}`, { apiKey: `sk-${CANARY}-2` });
  const token = `${randomInt(1e9, 1e12)}:${CANARY}-token`;
  const connection = await call("POST", `/teams/${team.id}/connections`, { kind: "telegram", name: "b", token });
  await call("PATCH", `/teams/${team.id}/connections/${connection.json.id}`, { token: `${token}2` });
  await call("POST", "/users", { email, password: `${CANARY}-password` });
  await call("POST", "/users", { email, password: `${CANARY}-password` });
  await call("POST", "/users", { email, password: `${CANARY}${"x".repeat(300)}` });
  await call("POST", `/teams/${team.id}/connections`, { kind: "telegram", name: "b", token: `bad ${CANARY}` });
  await call("POST", "/providers", { name, baseUrl: "https://x.test", apiKey: `two words ${CANARY}` });

  const key = await callAdmin("POST", `/teams/${team.id}/keys`, { key: operator, body: { name: "k" } });
  const rotated = await callAdmin("POST", `/keys/${key.json.id}/rotate`, { key: operator, body: {} });
  const invited = await callAdmin("POST", `/teams/${team.id}/invitations`, {
    key: operator,
    body: { email: `x${email}`, role: "viewer" },
  });
  await callAdmin("GET", "/me", { key: `${key.json.key}x` });
  secrets.push(CANARY, key.json.key, rotated.json.key, invited.json.token, operator);

  // Lines go out in batches.
  await expect.poll(() => written.split("admin request").length - 1).toBeGreaterThanOrEqual(answers.length + 4);
  const places: Record<string, string> = {
    ...(await everyTextColumn()),
    answers: answers.join("\n"),
    logs: written,
    metrics: await metricsRegistry().metrics(),
  };
  expect(Object.keys(places).length).toBeGreaterThan(50);
  for (const secret of secrets) {
    for (const [place, text] of Object.entries(places)) expect(text.includes(secret), `${place}`).toBe(false);
  }
});
