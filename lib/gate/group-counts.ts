import { getPool } from "../infra/db.ts";

export type Counts = Record<string, number>;

const HOUR_MS = 3_600_000;

/** How many decisions of each group came out how since a moment, by outcome; groups without one are left out. */
export async function groupCounts(options: { groupIds: string[]; since: Date }): Promise<Map<string, Counts>> {
  const { groupIds, since } = options;
  const { rows } = await getPool().query<{ groupId: string; outcome: string; count: number }>({
    name: "gate-counts",
    text: `SELECT group_id AS "groupId", outcome, sum(count)::int AS count FROM gate_hours
      WHERE group_id = ANY($1::uuid[]) AND hour > $2 GROUP BY 1, 2`,
    values: [groupIds, since],
  });
  const counts = new Map<string, Counts>();
  for (const { groupId, outcome, count } of rows) {
    counts.set(groupId, { ...counts.get(groupId), [outcome]: count });
  }
  return counts;
}

/** One group's decisions of the last day and the last 7 days, and by hour, oldest first. */
export async function groupActivity(options: { groupId: string; now: Date }): Promise<{
  day: Counts;
  week: Counts;
  hours: { hour: Date; counts: Counts }[];
}> {
  const { groupId, now } = options;
  const dayAgo = now.getTime() - 24 * HOUR_MS;
  const { rows } = await getPool().query<{ hour: Date; outcome: string; count: number }>({
    name: "gate-activity",
    text: "SELECT hour, outcome, count FROM gate_hours WHERE group_id = $1 AND hour > $2 ORDER BY hour, outcome",
    values: [groupId, new Date(now.getTime() - 7 * 24 * HOUR_MS)],
  });
  const [day, week]: [Counts, Counts] = [{}, {}];
  const hours = new Map<number, { hour: Date; counts: Counts }>();
  for (const { hour, outcome, count } of rows) {
    week[outcome] = (week[outcome] ?? 0) + count;
    if (hour.getTime() > dayAgo) day[outcome] = (day[outcome] ?? 0) + count;
    const entry = hours.get(hour.getTime()) ?? { hour, counts: {} };
    entry.counts[outcome] = count;
    hours.set(hour.getTime(), entry);
  }
  return { day, week, hours: [...hours.values()] };
}
