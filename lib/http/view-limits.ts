import type { Limit, LimitTopUp } from "../infra/prisma/client.ts";
import { readTeam } from "../teams/read-team.ts";
import { fullestSubjects } from "../usage/fullest-subjects.ts";
import { limitStatuses } from "../usage/limit-status.ts";
import { listTopUps } from "../usage/list-top-ups.ts";
import { nameSubjects } from "../usage/name-subjects.ts";
import { windowOf } from "../usage/window.ts";
import type { LimitView } from "./present/present-limit.ts";

/** A team's limits with where each stands in its current window, in their order. */
export async function viewLimits(options: { teamId: string; limits: Limit[]; now: Date }): Promise<LimitView[]> {
  const { teamId, limits, now } = options;
  const { timeZone } = await readTeam(teamId);
  const subjects = new Map(limits.map(({ scope, subjectId }) => [`${scope}|${subjectId}`, { scope, subjectId }]));
  const of = [...subjects.values()].flatMap(({ scope, subjectId }) => {
    if (scope === "TEAM") return [{}];
    if (!subjectId) return [];
    return [scope === "KEY" ? { keyLineageId: subjectId } : { endUserId: subjectId }];
  });
  const [statuses, topUps, fullest] = await Promise.all([
    limitStatuses({ teamId, of, timeZone, now }),
    listTopUps({ teamId, endingAfter: now }),
    fullestSubjects({ teamId, limits, timeZone, now }),
  ]);
  const names = await nameSubjects({
    teamId,
    subjectIds: [
      ...limits.flatMap(({ subjectId }) => subjectId ?? []),
      ...[...fullest.values()].map(({ subjectId }) => subjectId),
    ],
  });
  const statusOf = new Map(statuses.flat().map((status) => [status.limitId, status]));
  return limits.map((limit) => {
    const { start, end } = windowOf({ window: limit.window, timeZone, now });
    // The very window, as the ledger has it: after a change of time zone another may end at the same moment.
    const isOfWindow = (topUp: LimitTopUp) =>
      topUp.windowStart.getTime() === start.getTime() && topUp.windowEnd.getTime() === end.getTime();
    const first = fullest.get(limit.id);
    const single = limit.scope === "TEAM" || limit.subjectId !== null;
    return {
      limit,
      status: single ? statusOf.get(limit.id) : undefined,
      subjectName: limit.subjectId ? names.get(limit.subjectId) : undefined,
      topUps: topUps.filter((topUp) => topUp.limitId === limit.id && isOfWindow(topUp)),
      resetsAt: end,
      fullest: first && { ...first, name: names.get(first.subjectId) ?? first.subjectId },
    };
  });
}
