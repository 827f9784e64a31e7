import { getPool } from "../infra/db.ts";

/**
 * Decisions are kept for so many days, the hours' counts for more than a year, removed warnings and checklists for a day, and
 * answered updates for longer than Telegram keeps an update (a day) and a job is tried (another).
 */
const DECISION_DAYS = 30;
const HOUR_DAYS = 400;
const WARNING_DAYS = 1;
const ANSWER_DAYS = 3;
const CHECKLIST_DAYS = 1;
/** Rows per statement, so that none holds its locks for long. */
const ROWS_AT_ONCE = 5_000;

/** Deletes what the gate need not know any more. */
export async function forgetOldDecisions(options: { now: Date }): Promise<void> {
  const before = (days: number) => new Date(options.now.getTime() - days * 86_400_000);
  const statements: [string, Date][] = [
    [
      "DELETE FROM gate_decisions WHERE id IN (SELECT id FROM gate_decisions WHERE created_at < $1 LIMIT $2)",
      before(DECISION_DAYS),
    ],
    ["DELETE FROM gate_hours WHERE ctid IN (SELECT ctid FROM gate_hours WHERE hour < $1 LIMIT $2)", before(HOUR_DAYS)],
    [
      "DELETE FROM gate_warnings WHERE id IN (SELECT id FROM gate_warnings WHERE removed_at < $1 LIMIT $2)",
      before(WARNING_DAYS),
    ],
    [
      "DELETE FROM gate_answers WHERE ctid IN (SELECT ctid FROM gate_answers WHERE created_at < $1 LIMIT $2)",
      before(ANSWER_DAYS),
    ],
    [
      "DELETE FROM gate_checklists WHERE id IN (SELECT id FROM gate_checklists WHERE created_at < $1 LIMIT $2)",
      before(CHECKLIST_DAYS),
    ],
  ];
  for (const [statement, date] of statements) {
    for (;;) {
      const { rowCount } = await getPool().query(statement, [date, ROWS_AT_ONCE]);
      if ((rowCount ?? 0) < ROWS_AT_ONCE) break;
    }
  }
}
