import { type ChildProcess, fork } from "node:child_process";
import { freePort } from "#lib/infra/embedded.ts";

export interface SpawnedWorkers {
  /** The gateway's address. */
  url: string;
  child: ChildProcess;
  /** All that it has written so far, to standard output and standard error. */
  output(): string;
  kill(): Promise<void>;
  /** SIGTERM. Resolves when it has ended, with how and after how long. */
  stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null; ms: number }>;
}

/**
 * `workers/main.ts` as it is run in production, on this process's database. It ends when this process does.
 * @param env bots wait for webhooks, which Telegram has no way to deliver, unless WEBHOOK_URL says otherwise
 */
export async function spawnWorkers(env: Record<string, string> = {}): Promise<SpawnedWorkers> {
  const port = await freePort();
  const child = fork("workers/main.ts", [], {
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      ...{ NODE_ENV: "production", LOG_LEVEL: "info", GATEWAY_PORT: `${port}`, WEBHOOK_URL: "http://127.0.0.1:9" },
      ...env,
    },
  });
  let output = "";
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((settle) =>
    child.once("exit", (code, signal) => settle({ code, signal })),
  );
  await new Promise<void>((settle, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("workers ready")) settle();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void ended.then(({ code, signal }) => fail(new Error(`the workers ended with ${signal ?? code}:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    output: () => output,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      const began = performance.now();
      child.kill("SIGTERM");
      return { ...(await ended), ms: performance.now() - began };
    },
  };
}
