import { log } from "../infra/log.ts";
import { counter } from "../infra/metrics.ts";
import { type DecisionRow, type HourCount, storeDecisions } from "./store-decisions.ts";

/** How long decisions wait for others to be written with them, in milliseconds. */
const GATHER_MS = 500;
/** Rows per statement. */
const BATCH_SIZE = 500;
/** Some minutes without a database; older rows go first then. */
const MOST_WAITING = 50_000;
const RETRY_MS = 2_000;
const HOUR_MS = 3_600_000;

let rows: DecisionRow[] = [];
let counts = new Map<string, HourCount>();
let isScheduled = false;
let writing: Promise<boolean> | undefined;

/** Writes a decision down, soon: nobody waits for it. For those that hold nobody; what holds somebody is stored first. */
export function logDecision(row: DecisionRow): void {
  rows.push(row);
  if (rows.length > MOST_WAITING) {
    rows.shift();
    counter("switchboard_gate_decisions_dropped_total", "Decisions that no database took in time").inc();
  }
  schedule(GATHER_MS);
}

/** Counts a decision that leaves no row of its own: a pass by a verdict whose row exists. */
export function countDecision(options: { groupId: string; outcome: string; at: Date }): void {
  const { groupId, outcome } = options;
  const hour = Math.floor(options.at.getTime() / HOUR_MS) * HOUR_MS;
  const key = `${groupId}/${hour}/${outcome}`;
  const known = counts.get(key);
  if (known) known.count += 1;
  else counts.set(key, { groupId, outcome, at: new Date(hour), count: 1 });
  schedule(GATHER_MS);
}

/** Writes what waits, now. @returns whether all of it is written */
export async function flushDecisions(): Promise<boolean> {
  while (rows.length > 0 || counts.size > 0) {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    if (!(await writing)) return false;
  }
  return true;
}

async function write(): Promise<boolean> {
  const batch = rows.slice(0, BATCH_SIZE);
  const counted = counts;
  rows = rows.slice(batch.length);
  counts = new Map();
  try {
    await storeDecisions({ rows: batch, counts: [...counted.values()] });
    return true;
  } catch (err) {
    log().warn({ err, waiting: rows.length + batch.length }, "decisions of the gate not written yet: trying again");
    rows = [...batch, ...rows];
    for (const [key, one] of counted) {
      const since = counts.get(key);
      if (since) since.count += one.count;
      else counts.set(key, one);
    }
    return false;
  }
}

function schedule(ms: number): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(async () => {
    const isDone = await flushDecisions();
    isScheduled = false;
    if (!isDone) schedule(RETRY_MS);
  }, ms).unref();
}
