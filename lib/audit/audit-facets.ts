import { getPool } from "../infra/db.ts";

/** Whoever and whatever the newest entries are of is what people filter by; older ones are found by their id. */
const NEWEST = 5_000;

export interface AuditFacets {
  /** Most active first. */
  actors: { type: string; id: string; label: string; entries: number }[];
  actions: { action: string; entries: number }[];
  targetTypes: { targetType: string; entries: number }[];
  /** By name. */
  teams: { id: string; name: string; entries: number }[];
}

/** What there is to filter the audit log by: who did what to which kind of thing among its newest 5 000 entries. */
export async function auditFacets(options: { teamIds?: string[] | undefined }): Promise<AuditFacets> {
  const { rows } = await getPool().query<AuditFacets>(
    `WITH newest AS MATERIALIZED (
       SELECT id, actor_type, actor_id, actor_label, action, target_type, team_id FROM audit_entries
        WHERE $1::uuid[] IS NULL OR team_id = ANY($1) ORDER BY id DESC LIMIT $2
     ), actors AS (
       SELECT actor_id AS id, count(*)::int AS entries,
              (array_agg(actor_type ORDER BY id DESC))[1] AS type, (array_agg(actor_label ORDER BY id DESC))[1] AS label
         FROM newest WHERE actor_id IS NOT NULL GROUP BY actor_id ORDER BY entries DESC, label LIMIT 200
     ), actions AS (
       SELECT action, count(*)::int AS entries FROM newest GROUP BY action ORDER BY action
     ), target_types AS (
       SELECT target_type AS "targetType", count(*)::int AS entries FROM newest GROUP BY target_type ORDER BY target_type
     ), named_teams AS (
       SELECT teams.id, teams.display_name AS name, count(*)::int AS entries
         FROM newest JOIN teams ON teams.id = newest.team_id GROUP BY teams.id ORDER BY teams.display_name
     )
     SELECT coalesce((SELECT json_agg(actors) FROM actors), '[]') AS actors,
            coalesce((SELECT json_agg(actions) FROM actions), '[]') AS actions,
            coalesce((SELECT json_agg(target_types) FROM target_types), '[]') AS "targetTypes",
            coalesce((SELECT json_agg(named_teams) FROM named_teams), '[]') AS teams`,
    [options.teamIds ?? null, NEWEST],
  );
  return rows[0] ?? { actors: [], actions: [], targetTypes: [], teams: [] };
}
