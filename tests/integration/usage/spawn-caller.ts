import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Command } from "./caller.ts";

export interface Caller {
  pid: number;
  run<T = unknown>(command: Command): Promise<T>;
  kill(): Promise<void>;
  died(): Promise<void>;
}

/** A process with a ledger of its own. It gets this process's database and Redis. */
export async function spawnCaller(options: { journalDir: string; env?: Record<string, string> }): Promise<Caller> {
  const child: ChildProcess = fork(fileURLToPath(new URL("./caller.ts", import.meta.url)), {
    env: { ...process.env, LOG_LEVEL: process.env.CALLER_LOG_LEVEL ?? "silent", ...options.env },
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let serial = 0;
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  child.on("message", (answer: { id: number; result?: unknown; error?: string }) => {
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) waiter?.reject(new Error(answer.error));
    else waiter?.resolve(answer.result);
  });
  const exited = once(child, "exit").then(() => {
    for (const waiter of waiting.values()) waiter.reject(new Error("the caller died"));
  });
  const caller: Caller = {
    pid: child.pid ?? 0,
    run<T>(command: Command) {
      serial += 1;
      const waiter = Promise.withResolvers<unknown>();
      waiting.set(serial, waiter);
      child.send({ id: serial, command });
      return waiter.promise as Promise<T>;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    died: () => exited,
  };
  await caller.run({ op: "start", journalDir: options.journalDir });
  return caller;
}
