import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";

const WATCHER = fileURLToPath(new URL("key-watcher.ts", import.meta.url));
let operator: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterEach(() => {
  child?.kill("SIGKILL");
});
afterAll(closeInfra);

function watch(rawKey: string, mode: string) {
  child = spawn(process.execPath, [WATCHER, rawKey, mode], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += String(chunk);
  });
  return (expected: string, timeout: number) =>
    expect.poll(() => output.trim().split("\n").at(-1), { timeout, interval: 20 }).toBe(expected);
}

describe.each([
  // With Redis away or a lost notification, the caches' expiry alone has to hold the promise of 5 s.
  { mode: "listen", within: 1_500 },
  { mode: "deaf", within: 5_000 },
])("in another process ($mode)", ({ mode, within }) => {
  test("a switched-off team's key is dead in time, and back when it is switched on", async () => {
    const team = await createTeam();
    const { raw } = await createKey(team.id);
    const until = watch(raw, mode);
    await until("works", 20_000);
    await callAdmin("POST", `/teams/${team.id}/deactivate`, { key: operator });
    await until("dead", within);
    await callAdmin("POST", `/teams/${team.id}/activate`, { key: operator });
    await until("works", within);
  });

  test("a revoked key is dead in time", async () => {
    const team = await createTeam();
    const { raw, key } = await createKey(team.id);
    const until = watch(raw, mode);
    await until("works", 20_000);
    await callAdmin("POST", `/keys/${key.id}/revoke`, { key: operator });
    await until("dead", within);
  });
});
