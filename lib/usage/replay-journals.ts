import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { log } from "../infra/log.ts";
import type { JournalEntry } from "./journal.ts";
import { isAlive, processIdentity } from "./process-identity.ts";
import { returnLeases } from "./return-leases.ts";
import type { UsageRow } from "./usage-row.ts";
import { writeBatch } from "./write-batch.ts";

/** Another host's journal counts as left behind when its process has not touched it for this long. */
const SILENT_AFTER_MS = 60_000;
const BATCH_SIZE = 500;

/** Folders that this process has claimed, or left behind itself, and not replayed yet. */
const claimed = new Set<string>();
let replaying: Promise<number> = Promise.resolve(0);

/** Hands a closed journal with unwritten rows to the next replay, in this process or another. */
export function leaveJournal(dir: string): void {
  claimed.add(dir);
}

/**
 * Writes what dead processes left in their journals: rows that had not reached the database, and one INTERRUPTED row for
 * each call that had begun and not ended. Their leases are given back. Idempotency keys make it once, however often a
 * journal is replayed; an atomic rename gives each journal to one process.
 * @returns how many journals were replayed
 */
export function replayJournals(options: { journalDir: string }): Promise<number> {
  const next = replaying.catch(() => 0).then(() => replayAll(options.journalDir));
  replaying = next;
  return next;
}

async function replayAll(journalDir: string): Promise<number> {
  mkdirSync(journalDir, { recursive: true });
  claimDead(journalDir);
  let replayed = 0;
  for (const dir of claimed) {
    if (!dir.startsWith(journalDir)) continue;
    if (existsSync(dir)) await replay(dir);
    claimed.delete(dir);
    replayed += 1;
  }
  return replayed;
}

function claimDead(journalDir: string): void {
  for (const name of readdirSync(journalDir)) {
    const [instance, owner] = name.split("@");
    const path = join(journalDir, name);
    if (!instance || !owner || claimed.has(path)) continue;
    const alive = isAlive(owner) ?? isRecent(path);
    if (alive) continue;
    const mine = join(journalDir, `${instance}@${processIdentity()}`);
    try {
      renameSync(path, mine);
      claimed.add(mine);
    } catch {
      // Another process was first.
    }
  }
}

function isRecent(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < SILENT_AFTER_MS;
  } catch {
    return true;
  }
}

async function replay(dir: string): Promise<void> {
  const { rows, open, holders, unreadable } = readJournal(dir);
  const all = [...rows, ...open];
  let refused = 0;
  for (let at = 0; at < all.length; at += BATCH_SIZE) refused += await writeRows(all.slice(at, at + BATCH_SIZE));
  await returnLeases({ holders });
  rmSync(dir, { recursive: true, force: true });
  log().info({ rows: rows.length, interrupted: open.length, unreadable, refused }, "usage journal replayed");
}

/** Rows that the database will never take are left out one by one. @returns how many were */
async function writeRows(rows: UsageRow[]): Promise<number> {
  try {
    await writeBatch({ rows, lowered: [] });
    return 0;
  } catch (err) {
    const code = (err as { code?: unknown } | null)?.code;
    if (typeof code !== "string" || !/^2[23]...$/.test(code)) throw err;
    if (rows.length === 1) {
      log().error({ err, teamId: rows[0]?.teamId, idempotencyKey: rows[0]?.idempotencyKey }, "usage row refused");
      return 1;
    }
    const half = Math.ceil(rows.length / 2);
    return (await writeRows(rows.slice(0, half))) + (await writeRows(rows.slice(half)));
  }
}

function readJournal(dir: string) {
  const rows: UsageRow[] = [];
  const open = new Map<string, UsageRow>();
  const holders = new Set<string>();
  let unreadable = 0;
  const files = readdirSync(dir)
    .filter((name) => name.endsWith(".journal"))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  for (const file of files) {
    for (const line of readFileSync(join(dir, file), "utf8").split("\n")) {
      if (line === "") continue;
      const entry = parse(line);
      if (!entry) unreadable += 1;
      else if (entry.t === "start") open.set(entry.id, entry.row);
      else if (entry.t === "end") open.delete(entry.id);
      else if (entry.t === "holder") holders.add(entry.id);
      else {
        rows.push(entry.row);
        if (entry.id) open.delete(entry.id);
      }
    }
  }
  return { rows, open: [...open.values()], holders: [...holders], unreadable };
}

// The last line may have been cut off by a kill in the middle of its write: such a call had not been answered yet.
function parse(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as JournalEntry;
    return typeof entry === "object" && entry !== null && "t" in entry ? entry : undefined;
  } catch {
    return undefined;
  }
}
