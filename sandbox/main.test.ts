import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startSandbox } from "./start-sandbox.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env } });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output.text += part));
  return { child, output };
}

test("as a process it says when it is ready and stops on SIGTERM, open polls or not", async () => {
  const { child, output } = run({ SANDBOX_PORT: "0" });
  await expect
    .poll(() => output.text, { timeout: 10_000 })
    .toMatch(/^sandbox ready at http:\/\/127\.0\.0\.1:\d+ .*\n$/);
  const root = /telegram (\S+),/.exec(output.text)?.[1];
  const poll = fetch(`${root}/bot1:sandbox-a/getUpdates?timeout=50`).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  await poll;
  expect([code, output.text.trim().split("\n")]).toEqual([0, [expect.stringContaining("ready")]]);
});

test("a wrong setting stops it with one line", async () => {
  const wrongPort = run({ SANDBOX_PORT: "many" });
  expect(await once(wrongPort.child, "exit")).toEqual([1, null]);
  expect(wrongPort.output.text).toBe('sandbox: SANDBOX_PORT must be a port, 0 to 65535, not "many"\n');
  await expect(startSandbox({ host: "0.0.0.0" })).rejects.toThrow("this machine only");
});
