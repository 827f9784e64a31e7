/**
 * `npm start`. Only passes signals on: everything else runs in a process group of its own, so that a Ctrl-C in the terminal
 * reaches the database only after the processes that still write to it have ended.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const child = spawn(process.execPath, [fileURLToPath(new URL("./start/supervise.ts", import.meta.url))], {
  detached: true,
  stdio: ["ignore", "inherit", "inherit", "ipc"],
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
