import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, utimesSync, writeSync } from "node:fs";
import { join } from "node:path";
import { log } from "../infra/log.ts";
import { counter } from "../infra/metrics.ts";
import { processIdentity } from "./process-identity.ts";
import type { UsageRow } from "./usage-row.ts";

/** One line of a journal file. It holds figures and ids, never text and never a secret. */
export type JournalEntry =
  /** A call has begun that is to be charged, as reserved, if nothing more is heard of it. */
  | { t: "start"; id: string; row: UsageRow }
  /** A charged call; with the id of its start if it had one. */
  | { t: "row"; id?: string; row: UsageRow }
  /** A call that ended without a charge. */
  | { t: "end"; id: string }
  /** The process holds leases under this id. */
  | { t: "holder"; id: string };

/** A file of the journal, kept until nothing in it is needed any more. */
export interface Segment {
  index: number;
  path: string;
  fd: number;
  bytes: number;
  /** Rows that are not in the database yet, and calls that have not ended. */
  live: number;
}

export interface Journal {
  readonly dir: string;
  /** Written (not yet synced to disk) when it returns: it survives the death of the process. */
  start(id: string, row: UsageRow): void;
  /** @returns what to hand to `written` once the row is in the database */
  row(row: UsageRow, startId?: string): Segment;
  written(segments: Segment[], startIds: string[]): void;
  end(id: string): void;
  holder(id: string): void;
  /** Truncates an idle journal, and shows others that this process lives. */
  tick(): void;
  /** @returns true when everything was written and the files are gone */
  close(): boolean;
}

const SEGMENT_BYTES = 4 * 1024 * 1024;
/** Older files than this many are freed of long-running calls by writing those again. */
const KEPT_SEGMENTS = 3;

/**
 * Opens an append-only journal in a folder of its own below `dir`. When the disk is full, the failure is logged and
 * counted, and calls go on being counted in memory alone.
 */
export function openJournal(options: { dir: string; instance: string }): Journal {
  const dir = join(options.dir, `${options.instance}@${processIdentity()}`);
  mkdirSync(dir, { recursive: true });
  const starts = new Map<string, { line: string; segment: Segment }>();
  const segments: Segment[] = [open(dir, 0)];
  let holderLine = "";
  // After a failed write the file may end in half a line.
  let torn = false;
  let complainedAt = 0;

  const current = () => segments.at(-1) as Segment;

  const append = (line: string): Segment => {
    if (current().bytes > SEGMENT_BYTES) rotate();
    const segment = current();
    const bytes = Buffer.from(torn ? `\n${line}` : line);
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(segment.fd, bytes, done);
      torn = false;
    } catch (err) {
      torn = true;
      counter("switchboard_usage_journal_failures_total", "Usage that could not be journaled").inc();
      if (performance.now() - complainedAt > 5_000) {
        complainedAt = performance.now();
        log().error({ err, dir }, "usage journal cannot be written: calls are counted in memory only");
      }
    }
    segment.bytes += done;
    return segment;
  };

  const rotate = () => {
    try {
      segments.push(open(dir, current().index + 1));
    } catch (err) {
      log().error({ err, dir }, "usage journal cannot be continued in a new file");
      current().bytes = 0;
      return;
    }
    if (holderLine) append(holderLine);
    const oldest = segments[0] as Segment;
    if (segments.length > KEPT_SEGMENTS) {
      for (const start of starts.values()) {
        if (start.segment !== oldest) continue;
        oldest.live -= 1;
        start.segment = append(start.line);
        start.segment.live += 1;
      }
    }
    drop();
  };

  // Oldest first: an end must not go before its start.
  const drop = () => {
    while (segments.length > 1 && segments[0]?.live === 0) {
      const gone = segments.shift() as Segment;
      closeSync(gone.fd);
      // Whoever calls has done its work already: the file's absence (another host took a silent journal over) must not look
      // like a failure of that, or it is done again.
      rmSync(gone.path, { force: true });
    }
  };

  const endStart = (id: string) => {
    const start = starts.get(id);
    if (!start) return;
    starts.delete(id);
    start.segment.live -= 1;
  };

  return {
    dir,
    start(id, row) {
      const line = encode({ t: "start", id, row });
      const segment = append(line);
      segment.live += 1;
      starts.set(id, { line, segment });
    },
    row(row, startId) {
      const segment = append(encode(startId ? { t: "row", id: startId, row } : { t: "row", row }));
      segment.live += 1;
      return segment;
    },
    written(done, startIds) {
      for (const segment of done) segment.live -= 1;
      for (const id of startIds) endStart(id);
      drop();
    },
    end(id) {
      if (!starts.has(id)) return;
      append(encode({ t: "end", id }));
      endStart(id);
      drop();
    },
    holder(id) {
      holderLine = encode({ t: "holder", id });
      append(holderLine);
    },
    tick() {
      const only = current();
      if (segments.length === 1 && only.live === 0 && only.bytes > holderLine.length) {
        try {
          ftruncateSync(only.fd, 0);
          only.bytes = 0;
          torn = false;
          if (holderLine) append(holderLine);
        } catch (err) {
          log().warn({ err, dir }, "usage journal not truncated");
        }
      }
      try {
        const now = new Date();
        utimesSync(dir, now, now);
      } catch (err) {
        log().warn({ err, dir }, "usage journal's folder is gone");
      }
    },
    close() {
      for (const segment of segments) closeSync(segment.fd);
      if (segments.some((segment) => segment.live > 0)) return false;
      rmSync(dir, { recursive: true, force: true });
      return true;
    },
  };
}

function open(dir: string, index: number): Segment {
  const path = join(dir, `${index}.journal`);
  return { index, path, fd: openSync(path, "a", 0o600), bytes: 0, live: 0 };
}

function encode(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}
