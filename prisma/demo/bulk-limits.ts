import { getPool } from "#lib/infra/db.ts";
import { windowOf } from "#lib/usage/window.ts";
import type { BulkTenants } from "./bulk-tenants.ts";

/** Gives each team a monthly limit of tokens and of cost that is between a third and nearly used up. */
export async function bulkLimits(options: { tenants: BulkTenants; now: Date }): Promise<void> {
  const { tenants, now } = options;
  const zones = [...new Set(tenants.teams.map(({ timeZone }) => timeZone))];
  const months = zones.map((timeZone) => windowOf({ window: "MONTH", timeZone, now }));
  const ids = tenants.teams.map(({ id }) => id);
  await getPool().query(COUNTERS, [
    ids,
    zones,
    months.map(({ start }) => start.toISOString()),
    months.map(({ end }) => end.toISOString()),
  ]);
  await getPool().query(LIMITS, [ids]);
}

const COUNTERS = `
INSERT INTO usage_counters (id, team_id, scope, subject_id, "window", window_start, window_end, used_requests, used_tokens, used_cost)
SELECT gen_random_uuid(), t.id, 'TEAM', t.id, 'MONTH', m.starts, m.ends, coalesce(sum(d.requests), 0),
       coalesce(sum(d.tokens_in + d.tokens_out), 0), coalesce(sum(d.cost_nano), 0)
  FROM teams t
  JOIN unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS m(time_zone, starts, ends) ON m.time_zone = t.time_zone
  LEFT JOIN usage_day_totals d ON d.slice = 'TEAM' AND d.team_id = t.id AND d.day >= (m.starts AT TIME ZONE m.time_zone)::date
 WHERE t.id = ANY ($1::uuid[]) GROUP BY t.id, m.starts, m.ends`;

const LIMITS = `
INSERT INTO limits (id, team_id, scope, unit, "window", amount, soft_percent, updated_at)
SELECT gen_random_uuid(), c.team_id, 'TEAM', u.unit::"LimitUnit", 'MONTH',
       greatest(1, ceil((CASE u.unit WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END) / (0.33 + 0.65 * random())))::bigint,
       80, now()
  FROM usage_counters c CROSS JOIN (VALUES ('TOKENS'), ('COST')) u(unit)
 WHERE c.team_id = ANY ($1::uuid[]) AND c.scope = 'TEAM' AND c."window" = 'MONTH'`;
