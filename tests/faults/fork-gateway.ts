import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface ForkedGateway {
  url: string;
  process: ChildProcess;
  /** Resolves once all that has ended is in the database. */
  flush(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a gateway process on this test's database. */
export async function forkGateway(journalDir: string): Promise<ForkedGateway> {
  const script = fileURLToPath(new URL("gateway-child.ts", import.meta.url));
  const child = fork(script, [journalDir], { execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [{ port }] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the gateway ended with ${code}`))),
  ])) as [{ port: number }];
  const end = async (how: () => void) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    how();
    await exited;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    async flush() {
      const flushed = once(child, "message");
      child.send("flush");
      await flushed;
    },
    kill: () => end(() => child.kill("SIGKILL")),
    stop: () => end(() => child.send("stop")),
  };
}
