import { type AuditFilter, listAudit } from "./list-audit.ts";
import { type NamedEntry, withTeamNames } from "./with-team-names.ts";

const ROWS_PER_READ = 1_000;
/** A spreadsheet opens no more than about a million rows; an export of all of them holds a connection for minutes. */
const MOST_ROWS = 200_000;

/** Every entry that matches, newest first, with its team's name, read a thousand at a time; at most 200 000. */
export async function* exportAudit(filter: AuditFilter, signal: AbortSignal): AsyncGenerator<NamedEntry> {
  const names = new Map<string, string>();
  let before: string | undefined;
  for (let sent = 0; sent < MOST_ROWS && !signal.aborted; ) {
    const rows = await listAudit({ ...filter, before, limit: ROWS_PER_READ });
    yield* await withTeamNames(rows, names);
    sent += rows.length;
    before = rows.at(-1)?.id;
    if (rows.length < ROWS_PER_READ) return;
  }
}
