import { getPool } from "../infra/db.ts";

/**
 * What the subjects of a team's limits are called: a key's lineage by the name of its latest key, an end user by name or
 * by the platform's id.
 * @returns by subject; those that don't exist are left out
 */
export async function nameSubjects(options: { teamId: string; subjectIds: string[] }): Promise<Map<string, string>> {
  const { teamId, subjectIds } = options;
  if (subjectIds.length === 0) return new Map();
  const { rows } = await getPool().query<{ id: string; name: string }>(NAMES, [teamId, [...new Set(subjectIds)]]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const NAMES = `
(SELECT DISTINCT ON (k.lineage_id) k.lineage_id AS id, k.name FROM api_keys k
  WHERE k.lineage_id = ANY($2::uuid[]) AND k.team_id = $1 ORDER BY k.lineage_id, k.created_at DESC)
UNION ALL
SELECT e.id, coalesce(e.name, e.external_id) FROM end_users e WHERE e.id = ANY($2::uuid[]) AND e.team_id = $1`;
