import { getPool } from "../infra/db.ts";
import type { Burn } from "./project-exceed.ts";
import type { LimitScopeName, LimitUnitName } from "./reservation.ts";

const DAYS = 7;

interface Subject {
  teamId: string;
  scope: LimitScopeName;
  subjectId: string;
}

interface RawBurn {
  requests: string;
  tokens: string;
  cost: string;
  elapsedMs: number;
}

/**
 * What subjects have used in the last seven days of their teams, today so far included, from the daily sums; someone who
 * began later is measured from the first of those days with any use.
 * @returns looks up a subject's burn in one unit; undefined without any use
 */
export async function limitBurn(options: {
  subjects: Subject[];
  now: Date;
}): Promise<(subject: Subject, unit: LimitUnitName) => Burn | undefined> {
  const { subjects, now } = options;
  const burns = new Map<string, RawBurn>();
  if (subjects.length > 0) {
    const { rows } = await getPool().query<RawBurn & { scope: LimitScopeName; subjectId: string }>(BURN, [
      subjects.map(({ scope }) => scope),
      subjects.map(({ teamId }) => teamId),
      subjects.map(({ subjectId }) => subjectId),
      now,
    ]);
    for (const row of rows) burns.set(`${row.scope} ${row.subjectId}`, row);
  }
  return ({ scope, subjectId }, unit) => {
    const burn = burns.get(`${scope} ${subjectId}`);
    if (!burn) return undefined;
    const burned = { REQUESTS: burn.requests, TOKENS: burn.tokens, COST: burn.cost }[unit];
    return { burned: BigInt(burned), elapsedMs: burn.elapsedMs };
  };
}

const usedBy = (scope: LimitScopeName, table: string, condition: string) => `
SELECT a.scope, a.subject_id, a.time_zone, s.day, s.requests::bigint, s.tokens_in + s.tokens_out, s.cost_nano
  FROM asked a JOIN ${table} s ON s.team_id = a.team_id AND s.day BETWEEN a.today - ${DAYS - 1} AND a.today AND ${condition}
 WHERE a.scope = '${scope}' AND s.requests > 0`;

const BURN = `
WITH asked AS (
  SELECT DISTINCT a.scope, a.team_id, a.subject_id, t.time_zone, ($4::timestamptz AT TIME ZONE t.time_zone)::date AS today
    FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS a(scope, team_id, subject_id) JOIN teams t ON t.id = a.team_id
), used (scope, subject_id, time_zone, day, requests, tokens, cost_nano) AS (
  ${usedBy("TEAM", "usage_day_totals", "s.slice = 'TEAM'")}
  UNION ALL ${usedBy("KEY", "usage_day_totals", "s.slice = 'KEY' AND s.key_lineage_id = a.subject_id")}
  UNION ALL ${usedBy("END_USER", "end_user_days", "s.end_user_id = a.subject_id")}
)
SELECT u.scope, u.subject_id AS "subjectId", sum(u.requests)::text AS requests, sum(u.tokens)::text AS tokens,
       sum(u.cost_nano)::text AS cost,
       (extract(epoch FROM $4::timestamptz - min(u.day)::timestamp AT TIME ZONE min(u.time_zone)) * 1000)::float8 AS "elapsedMs"
  FROM used u GROUP BY u.scope, u.subject_id`;
