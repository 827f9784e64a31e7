import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface ChildWorker {
  child: ChildProcess;
  kill(): Promise<void>;
}

/** Starts a worker process of its own and waits until it is ready. */
export async function startWorker(connectionIds: string[], roles = "all"): Promise<ChildWorker> {
  const env = { ...process.env, TEST_CONNECTION_IDS: connectionIds.join(","), TEST_ROLES: roles };
  const child = spawn(process.execPath, ["tests/faults/assistant-child.ts"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((settle, fail) => {
    child.once("exit", (code) => fail(new Error(`the worker ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => chunk.includes("ready") && settle());
  });
  return {
    child,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
