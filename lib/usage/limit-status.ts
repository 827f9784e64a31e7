import { applicableLimits, type CounterRule } from "./applicable-limits.ts";
import { ensureCounters } from "./ensure-counters.ts";
import { limitsUnavailable } from "./limits-unavailable.ts";
import { loadLimits } from "./load-limits.ts";
import type { LimitScopeName, LimitStatus, Subjects } from "./reservation.ts";
import { toLimitStatus } from "./to-limit-status.ts";
import { toppedUp } from "./topped-up.ts";
import { type Window, windowOf } from "./window.ts";

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
  return (await limitStatuses({ teamId: subjects.teamId, of: [subjects], timeZone, now }))[0] ?? [];
}

/**
 * The same for many subjects of one team with one read of the counters.
 * @param options.scopes only limits of these scopes; all by default
 * @returns the statuses of each of the subjects, in their order
 */
export async function limitStatuses(options: {
  teamId: string;
  of: Omit<Subjects, "teamId">[];
  timeZone: string;
  now: Date;
  scopes?: LimitScopeName[];
}): Promise<LimitStatus[][]> {
  const { teamId, of, timeZone, now, scopes } = options;
  try {
    const limits = (await loadLimits(teamId)).filter(({ scope }) => !scopes || scopes.includes(scope));
    const windows = {
      DAY: windowOf({ window: "DAY", timeZone, now }),
      MONTH: windowOf({ window: "MONTH", timeZone, now }),
    };
    const rules = of.map((subjects) =>
      applicableLimits({ limits, subjects: { ...subjects, teamId } }).map((rule) =>
        toppedUp(rule, windows[rule.window]),
      ),
    );
    const keys = new Map<string, CounterRule & Window>();
    for (const rule of rules.flat()) keys.set(nameOf(rule), { ...rule, ...windows[rule.window] });
    if (keys.size === 0) return rules.map(() => []);
    const counters = await ensureCounters({ teamId, keys: [...keys.values()] });
    const byName = new Map([...keys.keys()].map((name, index) => [name, counters[index]]));
    return rules.map((own) =>
      own.flatMap((rule) =>
        rule.limits.flatMap((limit, unit) => {
          const counter = byName.get(nameOf(rule));
          if (!limit || !counter) return [];
          const [used = 0n, reserved = 0n] = [counter.used[unit], counter.reserved[unit]];
          return toLimitStatus({ limit, used, reserved, resetsAt: windows[rule.window].end });
        }),
      ),
    );
  } catch (error) {
    throw limitsUnavailable(error);
  }
}

function nameOf({ scope, subjectId, window }: CounterRule): string {
  return `${scope}|${subjectId}|${window}`;
}
