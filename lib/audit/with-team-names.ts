import { getDb } from "../infra/db.ts";
import type { AuditEntry } from "../infra/prisma/client.ts";

export type NamedEntry = AuditEntry & { teamName: string | null };

/** Entries with their teams' names as they are now. @param names known ones, which this adds to: give it again for the next page */
export async function withTeamNames(
  entries: readonly AuditEntry[],
  names: Map<string, string> = new Map(),
): Promise<NamedEntry[]> {
  const unknown = [...new Set(entries.flatMap(({ teamId }) => (teamId && !names.has(teamId) ? [teamId] : [])))];
  if (unknown.length > 0) {
    const teams = await getDb().team.findMany({
      where: { id: { in: unknown } },
      select: { id: true, displayName: true },
    });
    for (const { id, displayName } of teams) names.set(id, displayName);
  }
  return entries.map((entry) => ({ ...entry, teamName: entry.teamId ? (names.get(entry.teamId) ?? null) : null }));
}
