import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Command } from "./sender-child.ts";

export interface SenderProcess {
  /** @returns for each call `ok`, or why not */
  run(command: Command): Promise<string[]>;
  end(): Promise<void>;
}

/** A process that calls Telegram on command. It gets this process's database and Redis. */
export async function spawnSender(): Promise<SenderProcess> {
  const child = fork(fileURLToPath(new URL("./sender-child.ts", import.meta.url)), {
    env: { ...process.env, LOG_LEVEL: "silent" },
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, (results: string[]) => void>();
  child.on("message", (answer: { id: number; results: string[] }) => {
    waiting.get(answer.id)?.(answer.results);
    waiting.delete(answer.id);
  });
  await once(child, "message");
  let serial = 0;
  return {
    run(command) {
      serial += 1;
      const { promise, resolve } = Promise.withResolvers<string[]>();
      waiting.set(serial, resolve);
      child.send({ id: serial, command });
      return promise;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
