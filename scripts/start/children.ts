import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const running = new Map<string, ChildProcess>();
let stopping = false;

// A child that dies at once, again and again, must not spin; one that died by accident must be back soon.
const RESTART_AFTER_MS = 1_000;
const KILL_AFTER_MS = 10_000;

/** Runs a script as a process that is started again whenever it ends by itself. */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): void {
  // The channel tells the child when this process is gone, however it went.
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  running.set(name, child);
  child.once("exit", (code, signal) => {
    if (stopping) return;
    console.error(`The ${name} process ended (${signal ?? code}): starting it again.`);
    setTimeout(() => !stopping && startChild(name, args, env), RESTART_AFTER_MS);
  });
}

/** Ends every child: politely, and after ten seconds by force. */
export async function stopChildren(): Promise<void> {
  stopping = true;
  await Promise.all(
    [...running.values()].map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
      await ended;
      clearTimeout(timer);
    }),
  );
}
