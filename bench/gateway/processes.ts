import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "#lib/infra/embedded.ts";
import type { Figures, Target } from "./report.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const children: ChildProcess[] = [];

export function killAll(): void {
  for (const child of children) child.kill("SIGKILL");
}

export function migrate(): void {
  const { status, stderr } = spawnSync(process.execPath, [here("../../scripts/db-migrate.ts")], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** @returns the port */
export async function startProvider(): Promise<number> {
  const child = spawn(process.execPath, [here("../gateway-provider-child.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await once(child.stdout, "data");
  return JSON.parse(String(line)).port;
}

/** The gateway with its logs going to a file, as a supervisor would have it. */
export async function startSwitchboard(dir: string): Promise<{ port: number; pid: number; stop(): Promise<void> }> {
  const log = openSync(join(dir, "switchboard.log"), "w");
  const profile = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const child = fork(here("../gateway-switchboard-child.ts"), [join(dir, "journal")], {
    stdio: ["ignore", log, "inherit", "ipc"],
    execArgv: profile,
  });
  closeSync(log);
  children.push(child);
  const [{ port }] = await once(child, "message");
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.send("stop");
      await once(child, "exit");
    },
  };
}

/** @returns the port, or undefined where the peer is not installed (`npm install` in bench/peer does it) */
export async function startPortkey(): Promise<number | undefined> {
  const script = here("../peer/node_modules/@portkey-ai/gateway/build/start-server.js");
  if (!existsSync(script)) return undefined;
  const port = await freePort();
  const env = { ...process.env, TRUSTED_CUSTOM_HOSTS: "127.0.0.1,localhost" };
  const child = spawn(process.execPath, [script, `--port=${port}`, "--headless"], { env, stdio: "ignore" });
  children.push(child);
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (up) return port;
    await new Promise((settle) => setTimeout(settle, 100));
  }
  throw new Error("Portkey's gateway did not start");
}

export async function load(options: {
  target: Target;
  streamed: boolean;
  connections: number;
  seconds: number;
}): Promise<Figures> {
  const { target, streamed, connections, seconds } = options;
  const body = JSON.stringify({
    model: target.model,
    messages: [
      { role: "system", content: "You are a helpful assistant." },
      { role: "user", content: "Tell me something about foxes, please." },
    ],
    ...(streamed ? { stream: true, stream_options: { include_usage: true } } : {}),
  });
  const task = { ...target, body, path: "/v1/chat/completions", connections, seconds };
  const child = spawn(process.execPath, [here("../gateway-load-child.ts"), JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  await once(child, "close");
  const figures = JSON.parse(out) as Figures;
  if (figures.bad > 0) throw new Error(`${target.name} refused ${figures.bad} calls`);
  return figures;
}
