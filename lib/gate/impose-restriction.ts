import { v7 } from "uuid";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { getPool } from "../infra/db.ts";
import type { LoadedGroup } from "./load-group.ts";
import { askMember } from "./load-standing.ts";
import { noteWorked } from "./note-worked.ts";
import { NO_PERMISSIONS, type PreviousPermissions } from "./permissions.ts";
import { readGroupRefusal } from "./read-refusal.ts";
import { postponeRestriction, RESTRICTION_COLUMNS, type RestrictionRow, WORK_MS } from "./restriction-row.ts";
import { reportTrouble } from "./trouble.ts";

type MutedGroup = Pick<LoadedGroup, "id" | "teamId" | "chatId"> & Partial<Pick<LoadedGroup, "trouble">>;

/** A 429 that asks for more is waited for by the sweep, not by the update. */
const PATIENCE_MS = 2_000;

/**
 * Mutes somebody. The row comes first, and there is one open row per person: of many who want it at once one acts. What is
 * not done in time, because its process was killed or Telegram was busy, the sweep finishes.
 * @param options.previous what an admin had allowed the person, to come back afterwards
 * @returns whether this call was the first to want it
 */
export async function imposeRestriction(options: {
  connection: LoadedConnection;
  group: MutedGroup;
  userId: number;
  until: Date;
  previous: PreviousPermissions | null;
  decisionId: string;
}): Promise<{ isNew: boolean }> {
  const { connection, group, userId, until, previous, decisionId } = options;
  const { rows } = await getPool().query<RestrictionRow>({
    name: "gate-impose",
    text: `INSERT INTO gate_restrictions AS r (id, team_id, group_id, user_id, decision_id, until, previous, due_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 millisecond')
      ON CONFLICT (group_id, user_id) WHERE state IN ('IMPOSING', 'IMPOSED') DO NOTHING RETURNING ${RESTRICTION_COLUMNS}`,
    values: [
      ...[v7(), group.teamId, group.id, userId, decisionId, until],
      ...[previous ? JSON.stringify(previous) : null, WORK_MS],
    ],
  });
  const [made] = rows;
  if (made) {
    await mute({ connection, group, restriction: made });
    return { isNew: true };
  }
  // Left behind by a process that was killed: this delivery of the update goes on where it stopped.
  const left = await claimImposing({ groupId: group.id, userId });
  if (left) await finishImposing({ connection, group, restriction: left });
  return { isNew: false };
}

/** Takes up a mute that its process did not finish in time; of many who try one gets it. */
async function claimImposing(options: { groupId: string; userId: number }): Promise<RestrictionRow | null> {
  const { rows } = await getPool().query<RestrictionRow>({
    name: "gate-claim-imposing",
    text: `UPDATE gate_restrictions r SET due_at = now() + $3 * interval '1 millisecond'
      WHERE group_id = $1 AND user_id = $2 AND state = 'IMPOSING' AND due_at < now() RETURNING ${RESTRICTION_COLUMNS}`,
    values: [options.groupId, options.userId, WORK_MS],
  });
  return rows[0] ?? null;
}

/** Goes on with a mute of which nobody knows whether Telegram was told: it is asked first, so that nobody is muted twice. */
export async function finishImposing(options: {
  connection: LoadedConnection;
  group: MutedGroup;
  restriction: RestrictionRow;
}): Promise<void> {
  const { connection, group, restriction } = options;
  const member = await askMember({ connection, chatId: group.chatId, userId: restriction.userId });
  const isOurs = member?.status === "restricted" && member.until_date * 1_000 === restriction.until.getTime();
  if (isOurs) return settle(restriction.id);
  return mute(options);
}

async function mute(options: {
  connection: LoadedConnection;
  group: MutedGroup;
  restriction: RestrictionRow;
}): Promise<void> {
  const { connection, group, restriction } = options;
  const untilDate = restriction.until.getTime() / 1_000;
  const result = await callTelegram({
    ...{ connection, chatId: group.chatId, priority: 1, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) =>
      api.restrictChatMember(
        group.chatId,
        restriction.userId,
        NO_PERMISSIONS,
        { until_date: untilDate, use_independent_chat_permissions: true },
        signal,
      ),
  });
  if (result.ok) {
    await settle(restriction.id);
    return noteWorked({ group, proves: ["cannot_restrict", "bot_not_admin", "bot_not_in_group"] });
  }
  if (result.reason === "wait") return postponeRestriction(restriction.id, result.seconds * 1_000);
  // It may hold or not: the sweep looks.
  if (result.reason === "unknown") return postponeRestriction(restriction.id, 2_000);
  // Telegram refuses, so nothing holds and there is nothing to lift: an admin by now, or the bot may no longer mute.
  await getPool().query({
    name: "gate-drop-restriction",
    text: `DELETE FROM gate_restrictions WHERE id = $1 AND state = 'IMPOSING'`,
    values: [restriction.id],
  });
  const code = readGroupRefusal(result, "cannot_restrict");
  if (code) await reportTrouble({ group, code, now: new Date() });
}

async function settle(id: string): Promise<void> {
  await getPool().query({
    name: "gate-settle-restriction",
    text: `UPDATE gate_restrictions SET state = 'IMPOSED', due_at = CASE WHEN lifting THEN now() END
      WHERE id = $1 AND state = 'IMPOSING'`,
    values: [id],
  });
}
