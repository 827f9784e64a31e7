import { getPool } from "../infra/db.ts";
import type { RestrictionState } from "../infra/prisma/enums.ts";

/** The gate's mute of one person, as the database has it. */
export interface RestrictionRow {
  id: string;
  groupId: string;
  userId: number;
  state: RestrictionState;
  until: Date;
  previous: unknown;
  lifting: boolean;
  imposedAt: Date;
}

/** For statements in which the table is called `r`. */
export const RESTRICTION_COLUMNS = `r.id, r.group_id AS "groupId", r.user_id::float8 AS "userId", r.state, r.until, r.previous,
  r.lifting, r.imposed_at AS "imposedAt"`;

/** Whoever takes a restriction up has so long, in milliseconds, before another process goes on with it. */
export const WORK_MS = 8_000;

/** The gate's mute of a person that holds, or is being imposed; null where there is none. */
export async function findRestriction(groupId: string, userId: number): Promise<RestrictionRow | null> {
  const { rows } = await getPool().query<RestrictionRow>({
    name: "gate-find-restriction",
    text: `SELECT ${RESTRICTION_COLUMNS} FROM gate_restrictions r
      WHERE group_id = $1 AND user_id = $2 AND state IN ('IMPOSING', 'IMPOSED')`,
    values: [groupId, userId],
  });
  return rows[0] ?? null;
}

/** Puts off what could not be done now. @param ms from the database's now, in milliseconds */
export async function postponeRestriction(id: string, ms: number): Promise<void> {
  await getPool().query({
    name: "gate-postpone-restriction",
    text: `UPDATE gate_restrictions SET due_at = now() + $2 * interval '1 millisecond'
      WHERE id = $1 AND state IN ('IMPOSING', 'IMPOSED')`,
    values: [id, ms],
  });
}

/** Ends a restriction. @returns whether it was still open */
export async function endRestriction(id: string, state: "LIFTED" | "OVERRIDDEN"): Promise<boolean> {
  const { rowCount } = await getPool().query({
    name: "gate-end-restriction",
    text: `UPDATE gate_restrictions SET state = $2::"RestrictionState", ended_at = now(), due_at = NULL
      WHERE id = $1 AND state IN ('IMPOSING', 'IMPOSED')`,
    values: [id, state],
  });
  return rowCount === 1;
}
