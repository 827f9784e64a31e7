import { existsSync, readFileSync } from "node:fs";

/**
 * True while the process lives and is the one that is meant: process ids are used again, so where there is /proc, its
 * command line must hold a word.
 */
export function isRunning(pid: number, word: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process cannot be signalled, but is there.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (!existsSync("/proc/self")) return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
  } catch {
    return false;
  }
}
