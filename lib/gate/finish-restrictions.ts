import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { finishImposing } from "./impose-restriction.ts";
import { liftRestriction } from "./lift-restriction.ts";
import { RESTRICTION_COLUMNS, type RestrictionRow, WORK_MS } from "./restriction-row.ts";
import { sideBySide } from "./side-by-side.ts";

const MOST_AT_ONCE = 100;
/** Calls side by side: a sweep must not take the bots' own time. */
const SIDE_BY_SIDE = 8;

type DueRow = RestrictionRow & { teamId: string; connectionId: string; chatId: number };

/** Finishes mutes that were begun and not done, and lifts those that are to be lifted and could not be. */
export async function finishRestrictions(): Promise<void> {
  const { rows } = await getPool().query<DueRow>({
    name: "gate-due-restrictions",
    text: `SELECT ${RESTRICTION_COLUMNS}, r.team_id AS "teamId", g.connection_id AS "connectionId", g.chat_id::float8 AS "chatId"
      FROM gate_restrictions r JOIN protected_groups g ON g.id = r.group_id
      WHERE r.state IN ('IMPOSING', 'IMPOSED') AND r.due_at < now() ORDER BY r.due_at LIMIT ${MOST_AT_ONCE}`,
  });
  await sideBySide(rows, SIDE_BY_SIDE, (row) =>
    finish(row).catch((err) => log().warn({ err, groupId: row.groupId }, "a restriction was not finished")),
  );
}

async function finish(row: DueRow): Promise<void> {
  const connection = await loadConnection(row.connectionId);
  if (!connection?.active || !connection.token) return;
  const group = { id: row.groupId, teamId: row.teamId, chatId: row.chatId };
  if (row.state === "IMPOSING") await finishClaimed({ connection, group, row });
  if (row.lifting || row.state === "IMPOSED") await liftRestriction({ connection, group, restrictionId: row.id });
}

async function finishClaimed(options: {
  connection: LoadedConnection;
  group: { id: string; teamId: string; chatId: number };
  row: DueRow;
}): Promise<void> {
  const { rowCount } = await getPool().query({
    name: "gate-claim-due",
    text: `UPDATE gate_restrictions SET due_at = now() + $2 * interval '1 millisecond'
      WHERE id = $1 AND state = 'IMPOSING' AND due_at < now()`,
    values: [options.row.id, WORK_MS],
  });
  if (rowCount === 1) await finishImposing({ ...options, restriction: options.row });
}
