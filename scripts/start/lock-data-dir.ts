import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SettingError } from "../../lib/infra/env.ts";

/** @throws SettingError when another start command is using the folder */
export function lockDataDir(dataDir: string): void {
  const file = join(dataDir, "start.pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder && holder !== process.pid && isSupervisor(holder)) {
    throw new SettingError(
      `Setting DATA_DIR is wrong: ${dataDir} is in use by a running Switchboard (process ${holder}).`,
    );
  }
  writeFileSync(file, String(process.pid));
  process.once("exit", () => rmSync(file, { force: true }));
}

function isSupervisor(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Process ids are used again: where there is /proc, see whether it is one of ours.
    return !existsSync("/proc/self") || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("supervise.ts");
  } catch {
    return false;
  }
}
