import { getDb } from "../infra/db.ts";
import type { AuditEntry } from "../infra/prisma/client.ts";
import { type AuditFilter, listAudit } from "./list-audit.ts";

const ROWS_PER_READ = 1_000;
/** A spreadsheet opens no more than about a million rows; an export of all of them holds a connection for minutes. */
const MOST_ROWS = 200_000;

/** Every entry that matches, newest first, with its team's name, read a thousand at a time; at most 200 000. */
export async function* exportAudit(
  filter: AuditFilter,
  signal: AbortSignal,
): AsyncGenerator<AuditEntry & { teamName: string | null }> {
  const names = new Map<string, string>();
  let before: string | undefined;
  for (let sent = 0; sent < MOST_ROWS && !signal.aborted; ) {
    const rows = await listAudit({ ...filter, before, limit: ROWS_PER_READ });
    await addNames(rows, names);
    for (const row of rows) yield { ...row, teamName: row.teamId ? (names.get(row.teamId) ?? null) : null };
    sent += rows.length;
    before = rows.at(-1)?.id;
    if (rows.length < ROWS_PER_READ) return;
  }
}

async function addNames(rows: readonly AuditEntry[], names: Map<string, string>): Promise<void> {
  const unknown = [...new Set(rows.flatMap(({ teamId }) => (teamId && !names.has(teamId) ? [teamId] : [])))];
  if (unknown.length === 0) return;
  const teams = await getDb().team.findMany({
    where: { id: { in: unknown } },
    select: { id: true, displayName: true },
  });
  for (const { id, displayName } of teams) names.set(id, displayName);
}
