import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../../lib/infra/embedded.ts";

// The browser tests' own installation runs meanwhile: every start here is also a second copy beside it.
test.setTimeout(240_000);

const dataDir = mkdtempSync(join(tmpdir(), "switchboard-start-"));
let key: string;

test.describe
  .serial("one installation", () => {
    test("prints a box whose curl line answers, and Ctrl-C leaves no process", async () => {
      const copy = await start();
      const curl = /^curl .*$/m.exec(copy.output)?.[0] ?? "";
      const answer = JSON.parse(execFileSync("bash", ["-c", curl], { encoding: "utf8" }));
      expect(answer.choices[0].message.content).toContain("Hello, who are you?");
      key = /sb_live_[\w-]+/.exec(curl)?.[0] ?? "";
      expect((await fetch(copy.dashboard)).url).toContain("/sign-in");

      await interrupt(copy.child);
      expect(processesUsing(dataDir)).toEqual([]);
    });

    test("a second start finds the first one's data, and a third on the same folder is refused", async () => {
      const copy = await start();
      expect(copy.output).toContain(key);
      const usage = await fetch(`${copy.gateway}/v1/models`, { headers: { authorization: `Bearer ${key}` } });
      expect(usage.status).toBe(200);

      const third = spawnSync(process.execPath, ["scripts/start.ts"], { env: await settings(), encoding: "utf8" });
      expect(third.status).toBe(1);
      expect(third.stderr.trim()).toMatch(
        /^Setting DATA_DIR is wrong: .* is in use by a running Switchboard \(process \d+\)\.$/,
      );

      await interrupt(copy.child);
    });

    test("a start that was killed outright leaves nothing that the next one cannot clear away", async () => {
      const first = await start();
      process.kill(Number(readFileSync(join(dataDir, "start.pid"), "utf8")), "SIGKILL");
      first.child.kill("SIGKILL");
      // The processes notice that nobody supervises them any more.
      await expect
        .poll(() => processesUsing(dataDir).filter((line) => !line.includes("postgres")), { timeout: 15_000 })
        .toEqual([]);
      const next = await start();
      expect(next.output).toContain(key);
      await interrupt(next.child);
      expect(processesUsing(dataDir)).toEqual([]);
    });
  });

test("with nobody reading its output it goes on, and starts again what dies", async () => {
  const copy = await start();
  const closed = [copy.child.stdout, copy.child.stderr];
  for (const stream of closed) stream?.destroy();
  const alive = () =>
    fetch(`${copy.gateway}/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
  const workers = pidsUsing(dataDir).filter(({ line }) => line.includes("workers/main.ts"));
  expect(workers).toHaveLength(1);
  process.kill(workers[0]?.pid ?? 0, "SIGKILL");
  await expect.poll(alive, { intervals: [50] }).toBe(0);
  await expect.poll(alive, { timeout: 60_000 }).toBe(200);
  expect((await fetch(`${copy.dashboard}/api/health`)).status).toBe(200);
  await interrupt(copy.child);
  expect(processesUsing(dataDir)).toEqual([]);
});

for (const [name, value, complaint] of [
  ["PORT", "http", "Setting PORT is wrong:"],
  ["LOG_LEVEL", "loud", "Setting LOG_LEVEL is wrong:"],
  ["ADMIN_PASSWORD", "short", "Setting ADMIN_PASSWORD is wrong: needs at least 12 characters."],
  ["DATABASE_URL", "mysql://localhost/x", "Setting DATABASE_URL is wrong:"],
  ["DATABASE_URL", "postgresql://localhost/x", "Setting ENCRYPTION_KEY is missing:"],
  ["WORKER_ROLES", "gateway,cook", "Setting WORKER_ROLES is wrong:"],
] as const) {
  test(`a wrong ${name} (${value}) stops the start with one line`, async () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/start.ts"], {
      env: { ...(await settings()), [name]: value },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(complaint);
  });
}

test("a port that is taken is named", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const { status, stderr } = spawnSync(process.execPath, ["scripts/start.ts"], {
    env: { ...(await settings()), GATEWAY_PORT: `${port}` },
    encoding: "utf8",
  });
  taken.close();
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(`Setting GATEWAY_PORT is wrong: port ${port} is in use. Set GATEWAY_PORT to a free one.`);
});

async function settings(): Promise<NodeJS.ProcessEnv> {
  const [port, gateway, sandbox] = [await freePort(), await freePort(), await freePort()];
  return {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: `${port}`,
    GATEWAY_PORT: `${gateway}`,
    SANDBOX_PORT: `${sandbox}`,
    LOG_LEVEL: "warn",
    ADMIN_PASSWORD: "",
  };
}

interface Copy {
  child: ChildProcess;
  output: string;
  dashboard: string;
  gateway: string;
}

async function start(): Promise<Copy> {
  const env = await settings();
  // A process group of its own stands for the terminal, whose Ctrl-C goes to everyone in it.
  const child = spawn(process.execPath, ["scripts/start.ts"], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  await new Promise<void>((settle, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("Ctrl-C stops everything")) settle();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => fail(new Error(`the start ended with ${code}:\n${output}`)));
  });
  child.removeAllListeners("exit");
  writeFileSync(test.info().outputPath("start.log"), output);
  return { child, output, dashboard: `http://127.0.0.1:${env.PORT}`, gateway: `http://127.0.0.1:${env.GATEWAY_PORT}` };
}

async function interrupt(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  process.kill(-(child.pid ?? 0), "SIGINT");
  const [code] = await ended;
  expect(code).toBe(0);
}

/** Command lines of the processes that were started with this folder in their settings or arguments. */
function processesUsing(folder: string): string[] {
  return pidsUsing(folder).map(({ line }) => line);
}

function pidsUsing(folder: string): { pid: number; line: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
        return line && (line.includes(folder) || environment.includes(`DATA_DIR=${folder}`))
          ? [{ pid: Number(pid), line: line.trim() }]
          : [];
      } catch {
        return [];
      }
    });
}
