import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { type Journal, openJournal } from "./journal.ts";
import { isAlive, processIdentity } from "./process-identity.ts";
import { toUsageRow } from "./usage-row.ts";

const disk = vi.hoisted(() => ({ full: false, shortWrites: false }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return {
    ...fs,
    writeSync(fd: number, bytes: Buffer, offset: number) {
      if (disk.full) {
        fs.writeSync(fd, bytes, offset, 10);
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      }
      return fs.writeSync(fd, bytes, offset, disk.shortWrites ? Math.min(7, bytes.length - offset) : undefined);
    },
  };
});

afterEach(() => {
  disk.full = false;
  disk.shortWrites = false;
});

const row = (key: string, filler = "") =>
  toUsageRow({
    subjects: { teamId: "t" },
    facts: {
      idempotencyKey: key,
      channel: "api",
      model: `m${filler}`,
      tokensIn: 1,
      tokensOut: 2.6,
      costNano: 3n,
      latencyMs: 4,
      status: "OK",
    },
    occurredAt: new Date(0),
    day: "1970-01-01",
  });

const open = () => openJournal({ dir: mkdtempSync(join(tmpdir(), "journal-")), instance: "i" });
const lines = (journal: Journal) =>
  readdirSync(journal.dir)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .flatMap((name) => readFileSync(join(journal.dir, name), "utf8").split("\n"))
    .filter((line) => line !== "");

test("what was journaled is on disk when it returns, and gone once it is written", () => {
  const journal = open();
  journal.holder("h");
  journal.start("s", row("a"));
  const segment = journal.row(row("a"), "s");
  expect(lines(journal).map((line) => JSON.parse(line).t)).toEqual(["holder", "start", "row"]);
  expect(JSON.parse(lines(journal)[2] ?? "").row).toMatchObject({ tokensOut: 3, costNano: "3", idempotencyKey: "a" });
  journal.written([segment], ["s"]);
  journal.tick();
  expect(lines(journal).map((line) => JSON.parse(line).t)).toEqual(["holder"]);
  expect(journal.close()).toBe(true);
  expect(existsSync(journal.dir)).toBe(false);
});

test("a call that has not ended keeps the journal for the next start", () => {
  const journal = open();
  journal.start("s", row("a"));
  journal.start("r", row("b"));
  journal.end("r");
  journal.tick();
  expect(journal.close()).toBe(false);
  expect(lines(journal)).toHaveLength(3);
});

test("old files go, long-running calls are carried on, and an end never goes before its start", () => {
  const journal = open();
  journal.start("long", row("long"));
  journal.start("released", row("released"));
  const filler = "x".repeat(100_000);
  const last = [];
  for (let n = 0; n < 400; n += 1) {
    const segment = journal.row(row(`k${n}`, filler));
    if (n === 60) journal.end("released");
    if (n < 390) journal.written([segment], []);
    else last.push(segment);
  }
  const files = readdirSync(journal.dir);
  expect(files.length).toBeLessThanOrEqual(4);
  expect(files).not.toContain("0.journal");
  const entries = lines(journal).map((line) => JSON.parse(line));
  expect(entries.filter((entry) => entry.t === "start").map((entry) => entry.id)).toContain("long");
  const started = new Set(entries.filter((entry) => entry.t === "start").map((entry) => entry.id));
  const ended = new Set(entries.filter((entry) => entry.t === "end").map((entry) => entry.id));
  if (started.has("released")) expect(ended).toContain("released");
  journal.end("long");
  journal.written(last, []);
  expect(journal.close()).toBe(true);
});

test("a full disk stops no call, and spoils no later line", () => {
  const journal = open();
  journal.row(row("before"));
  disk.full = true;
  journal.row(row("lost"));
  disk.full = false;
  disk.shortWrites = true;
  journal.row(row("after"));
  const readable = lines(journal).flatMap((line) => {
    try {
      return [JSON.parse(line).row.idempotencyKey];
    } catch {
      return [];
    }
  });
  expect(readable).toEqual(["before", "after"]);
});

test("a process knows itself, a dead one, and one whose number was used again", () => {
  expect(isAlive(processIdentity())).toBe(true);
  const [host] = processIdentity().split("~");
  expect(isAlive(`${host}~999999999~1`)).toBe(false);
  expect(isAlive(`another-host~${process.pid}~1`)).toBeUndefined();
  if (existsSync("/proc/self/stat")) expect(isAlive(`${host}~${process.pid}~1`)).toBe(false);
});
