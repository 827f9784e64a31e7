import { validate as isUuid } from "uuid";
import { getDb, getPool } from "../infra/db.ts";
import type { JoinChecklist } from "../infra/prisma/client.ts";
import type { ChecklistState } from "../infra/prisma/enums.ts";

/** A request to join whose person is shown the checklist, as the database has it. */
export interface ChecklistRow {
  id: string;
  connectionId: string;
  groupId: string;
  userId: number;
  userName: string | null;
  queryId: string;
  state: ChecklistState;
  /** Past it, the request is left to the admins. */
  dueAt: Date;
}

/**
 * How long somebody has for the checklist, in milliseconds. The Bot API lets a bot write to somebody who asks to join for
 * five minutes, and names no other figure; the half minute less is for the sweep.
 */
const CHECKLIST_MS = 270_000;
/** Whoever answers a query has so long, in milliseconds, before another process may. */
const CLAIM_MS = 15_000;

/** @returns null where there is none of that id */
export async function findChecklist(id: string): Promise<ChecklistRow | null> {
  if (!isUuid(id)) return null;
  const row = await getDb().joinChecklist.findUnique({ where: { id } });
  return row ? toRow(row) : null;
}

/** Writes down that somebody is shown the checklist; what is written down already stays as it is. */
export async function writeChecklist(
  options: Pick<ChecklistRow, "connectionId" | "groupId" | "userId" | "userName" | "queryId"> & { now: Date },
): Promise<ChecklistRow> {
  const { now, userId, connectionId, queryId, ...rest } = options;
  const dueAt = new Date(now.getTime() + CHECKLIST_MS);
  const row = await getDb().joinChecklist.upsert({
    where: { connectionId_queryId: { connectionId, queryId } },
    create: { ...rest, connectionId, queryId, userId: BigInt(userId), dueAt },
    update: {},
  });
  return toRow(row);
}

/** Takes an open one up, so that its query is answered once. @returns false where somebody else is at it, or was */
export async function claimChecklist(id: string): Promise<boolean> {
  const { rowCount } = await getPool().query({
    name: "gate-claim-checklist",
    text: `UPDATE gate_checklists SET claimed_until = now() + $2 * interval '1 millisecond'
      WHERE id = $1 AND state = 'OPEN' AND (claimed_until IS NULL OR claimed_until < now())`,
    values: [id, CLAIM_MS],
  });
  return rowCount === 1;
}

/** Gives a claimed one back: its query could not be answered now. */
export async function releaseChecklist(id: string): Promise<void> {
  await getDb().joinChecklist.updateMany({ where: { id, state: "OPEN" }, data: { claimedUntil: null } });
}

/** Ends one. */
export async function settleChecklist(id: string, state: Exclude<ChecklistState, "OPEN">): Promise<void> {
  await getDb().joinChecklist.updateMany({ where: { id, state: "OPEN" }, data: { state, claimedUntil: null } });
}

/** Those whose time is up and whom nobody is at. */
export async function dueChecklists(options: { limit: number }): Promise<ChecklistRow[]> {
  const rows = await getDb().joinChecklist.findMany({
    where: {
      ...{ state: "OPEN", dueAt: { lt: new Date() } },
      OR: [{ claimedUntil: null }, { claimedUntil: { lt: new Date() } }],
    },
    orderBy: { dueAt: "asc" },
    take: options.limit,
  });
  return rows.map(toRow);
}

function toRow(row: JoinChecklist): ChecklistRow {
  const { id, connectionId, groupId, userId, userName, queryId, state, dueAt } = row;
  return { id, connectionId, groupId, userId: Number(userId), userName, queryId, state, dueAt };
}
