import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isRunning } from "./is-running.ts";
import { lockBuild } from "./lock-build.ts";

const words = { holder: "the-holder", worker: "the-worker" };
let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "lock-build-"));
  path = join(dir, "lock");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function live(word: string) {
  const child = spawn(process.execPath, ["-e", "console.log(1); setInterval(() => {}, 1000)", word]);
  await once(child.stdout, "data");
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "close");
  };
  return { pid: child.pid as number, kill };
}

function left(pids: string): void {
  mkdirSync(path);
  writeFileSync(join(path, "pids"), pids);
}

test("a process is known by its id and a word of its command line", async () => {
  const one = await live("the-holder");
  expect(isRunning(one.pid, "the-holder")).toBe(true);
  if (existsSync("/proc/self")) expect(isRunning(one.pid, "another")).toBe(false);
  await one.kill();
  expect(isRunning(one.pid, "the-holder")).toBe(false);
});

test("the lock is taken, and free again once released", async () => {
  const lock = await lockBuild({ path, words });
  expect(existsSync(path)).toBe(true);
  lock.release();
  expect(existsSync(path)).toBe(false);
});

test("a killed holder's lock is taken at once, but not before its worker is gone, too", async () => {
  const [holder, worker] = [await live("the-holder"), await live("the-worker")];
  left(`${holder.pid} ${worker.pid}`);
  let taken = false;
  const taking = lockBuild({ path, words }).then((lock) => {
    taken = true;
    return lock;
  });
  await holder.kill();
  await new Promise((settle) => setTimeout(settle, 700));
  expect(taken).toBe(false);
  await worker.kill();
  (await taking).release();
});

test("a lock that has named no holder for 5 s is free", async () => {
  mkdirSync(path);
  const before = new Date(Date.now() - 6_000);
  utimesSync(path, before, before);
  (await lockBuild({ path, words })).release();
});

test("a lock of the process that had our id before us is free", async () => {
  left(`${process.pid}`);
  (await lockBuild({ path, words: { holder: "node", worker: "node" } })).release();
});
