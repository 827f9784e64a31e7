import { ALL_QUEUES, type AnyQueue } from "./all-queues.ts";

export interface ScheduleRun {
  at: Date;
  outcome: "done" | "failed";
  /** How long it ran, in milliseconds; null when that is not known. */
  tookMs: number | null;
}

export interface ScheduleState {
  queue: string;
  everyMs: number | null;
  nextAt: Date | null;
  /** Null when no run is kept: none yet, or none in the last hour. */
  lastRun: ScheduleRun | null;
  runningSince: Date | null;
}

/** What is repeated, when each is due next and how its last run went. Empty until a process with `schedules` has run. */
export async function listSchedules(): Promise<ScheduleState[]> {
  const found = await Promise.all(ALL_QUEUES.map(schedulesOf));
  return found.flat();
}

async function schedulesOf(handle: AnyQueue): Promise<ScheduleState[]> {
  const queue = handle.queue();
  const schedulers = await queue.getJobSchedulers(0, 9, true);
  if (schedulers.length === 0) return [];
  const [[completed], [failed], [active]] = await Promise.all([
    queue.getCompleted(0, 0),
    queue.getFailed(0, 0),
    queue.getActive(0, 0),
  ]);
  const runs = [...(completed ? [toRun(completed, "done")] : []), ...(failed ? [toRun(failed, "failed")] : [])].sort(
    (a, b) => b.at.getTime() - a.at.getTime(),
  );
  return schedulers.map(({ every, next }) => ({
    queue: handle.contract.name,
    everyMs: every ? Number(every) : null,
    nextAt: next ? new Date(Number(next)) : null,
    lastRun: runs[0] ?? null,
    runningSince: active?.processedOn ? new Date(active.processedOn) : null,
  }));
}

function toRun(
  job: { finishedOn?: number | undefined; processedOn?: number | undefined; timestamp: number },
  outcome: ScheduleRun["outcome"],
): ScheduleRun {
  const { finishedOn, processedOn, timestamp } = job;
  return {
    at: new Date(finishedOn ?? timestamp),
    outcome,
    tookMs: finishedOn && processedOn ? finishedOn - processedOn : null,
  };
}
