import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SettingError } from "../../lib/infra/env.ts";
import { isRunning } from "./is-running.ts";

/** @throws SettingError when another start command is using the folder */
export function lockDataDir(dataDir: string): void {
  const file = join(dataDir, "start.pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder && holder !== process.pid && isRunning(holder, "supervise.ts")) {
    throw new SettingError(
      `Setting DATA_DIR is wrong: ${dataDir} is in use by a running Switchboard (process ${holder}).`,
    );
  }
  writeFileSync(file, String(process.pid));
  process.once("exit", () => rmSync(file, { force: true }));
}
