import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning } from "./is-running.ts";

const POLL_MS = 500;
/** A lock is made a moment before it says whose it is, in milliseconds. */
const NAMELESS_MS = 5_000;

export interface BuildLock {
  /** Who does the work: the lock is held until that process, too, is gone. */
  handTo(pid: number | undefined): void;
  release(): void;
}

/**
 * Waits for the folder that stands for the right to build, and takes it. A lock whose processes were killed counts for
 * nothing.
 * @param options.words what the command lines of a holder and of its worker hold
 */
export async function lockBuild(options: {
  path: string;
  words: { holder: string; worker: string };
}): Promise<BuildLock> {
  const { path, words } = options;
  const pids = join(path, "pids");
  while (!make(path)) {
    if (isStale(path, pids, words)) rmSync(path, { recursive: true, force: true });
    else await new Promise((settle) => setTimeout(settle, POLL_MS));
  }
  writeFileSync(pids, `${process.pid}`);
  return {
    handTo: (pid) => pid !== undefined && writeFileSync(pids, `${process.pid} ${pid}`),
    release: () => rmSync(path, { recursive: true, force: true }),
  };
}

function make(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isStale(path: string, pids: string, words: { holder: string; worker: string }): boolean {
  try {
    const [holder, worker] = readFileSync(pids, "utf8").split(" ").map(Number);
    // Our own id, before we hold it, is that of a process before us: a restarted container gives the same ids again.
    const runs = (pid: number | undefined, word: string) => pid && pid !== process.pid && isRunning(pid, word);
    if (holder) return !runs(holder, words.holder) && !runs(worker, words.worker);
  } catch {
    // Not written yet, or just released.
  }
  const made = statSync(path, { throwIfNoEntry: false });
  return made !== undefined && Date.now() - made.mtimeMs > NAMELESS_MS;
}
