import { applicableLimits } from "./applicable-limits.ts";
import { ensureCounters } from "./ensure-counters.ts";
import { limitsUnavailable } from "./limits-unavailable.ts";
import { loadLimits } from "./load-limits.ts";
import type { LimitStatus, Subjects } from "./reservation.ts";
import { toLimitStatus } from "./to-limit-status.ts";
import { windowOf } from "./window.ts";

/**
 * Where these subjects stand against each limit that applies to them, read from the database: true for all processes, and
 * at most about 50 ms behind the calls that end elsewhere. `reserved` holds running calls and, for up to a second, what
 * processes keep in hand for the next ones.
 * @throws AppError unavailable when the database is away
 */
export async function limitStatus(options: {
  subjects: Subjects;
  timeZone: string;
  now: Date;
}): Promise<LimitStatus[]> {
  const { subjects, timeZone, now } = options;
  try {
    const rules = applicableLimits({ limits: await loadLimits(subjects.teamId), subjects });
    if (rules.length === 0) return [];
    const keys = rules.map((rule) => ({ ...rule, ...windowOf({ window: rule.window, timeZone, now }) }));
    const counters = await ensureCounters({ teamId: subjects.teamId, keys });
    return keys.flatMap((key, index) =>
      key.limits.flatMap((limit, unit) => {
        const counter = counters[index];
        if (!limit || !counter) return [];
        const [used = 0n, reserved = 0n] = [counter.used[unit], counter.reserved[unit]];
        return toLimitStatus({ limit, used, reserved, resetsAt: key.end });
      }),
    );
  } catch (error) {
    throw limitsUnavailable(error);
  }
}
