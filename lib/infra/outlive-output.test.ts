import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { expect, test } from "vitest";

const OUTLIVE = new URL("outlive-output.ts", import.meta.url).href;
const LOG = new URL("log.ts", import.meta.url).href;
const PRINTING = `
  (await import("${OUTLIVE}")).outliveOutput();
  setInterval(() => { console.log("x"); console.error("x"); }, 10);
  setTimeout(() => process.exit(42), 400);`;
const LOGGING = `
  const { log } = await import("${LOG}");
  setInterval(() => { for (let i = 0; i < 100; i += 1) log().info({ filler: "x".repeat(1_000) }); }, 10);
  setTimeout(() => process.exit(process.memoryUsage().rss < 300e6 ? 42 : 1), 1_000);`;

function run(script: string, out: "pipe" | number): ChildProcess {
  const args = ["--input-type=module", "-e", script];
  const env = { ...process.env, LOG_LEVEL: "info" };
  return spawn(process.execPath, args, { env, stdio: ["ignore", out, out] });
}

test.each([
  ["printing", PRINTING],
  ["logging", LOGGING],
])("%s into a pipe that nobody reads any more ends no process", async (_, script) => {
  const child = run(script, "pipe");
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect((await once(child, "exit"))[0]).toBe(42);
});

test.runIf(existsSync("/dev/full")).each([
  ["printing", PRINTING],
  ["logging", LOGGING],
])("%s onto a full disk ends no process, and does not fill its memory", async (_, script) => {
  const child = run(script, openSync("/dev/full", "w"));
  expect((await once(child, "exit"))[0]).toBe(42);
});
