import { getPool } from "../infra/db.ts";

export interface FilterNames {
  teamName: string | null;
  timeZone: string | null;
  keyName: string | null;
  endUserName: string | null;
}

/**
 * What a report is filtered by, in words; null for what it is not filtered by, and for what is not of its teams.
 * @param options.teamIds the report's teams; undefined: all
 */
export async function filterNames(options: {
  teamId?: string | undefined;
  keyLineageId?: string | undefined;
  endUserId?: string | undefined;
  teamIds?: string[] | undefined;
}): Promise<FilterNames> {
  const { teamId, keyLineageId, endUserId, teamIds } = options;
  const none: FilterNames = { teamName: null, timeZone: null, keyName: null, endUserName: null };
  if (!teamId && !keyLineageId && !endUserId) return none;
  const { rows } = await getPool().query<FilterNames>(NAMES, [
    ...[teamId ?? null, keyLineageId ?? null, endUserId ?? null, teamIds ?? null],
  ]);
  return rows[0] ?? none;
}

const NAMES = `
SELECT team.display_name AS "teamName", team.time_zone AS "timeZone", key.name AS "keyName", end_user.name AS "endUserName"
  FROM (SELECT 1) one
  LEFT JOIN teams team ON team.id = $1::uuid
  LEFT JOIN LATERAL (SELECT name FROM api_keys WHERE lineage_id = $2::uuid AND ($4::uuid[] IS NULL OR team_id = ANY($4))
    ORDER BY created_at DESC LIMIT 1) key ON true
  LEFT JOIN LATERAL (SELECT coalesce(name, external_id) AS name FROM end_users
    WHERE id = $3::uuid AND ($4::uuid[] IS NULL OR team_id = ANY($4))) end_user ON true`;
