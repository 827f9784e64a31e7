import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { getPool } from "../infra/db.ts";
import type { LoadedGroup } from "./load-group.ts";
import { askMember } from "./load-standing.ts";
import { ALL_PERMISSIONS, readPreviousPermissions } from "./permissions.ts";
import { readGroupRefusal } from "./read-refusal.ts";
import {
  endRestriction,
  postponeRestriction,
  RESTRICTION_COLUMNS,
  type RestrictionRow,
  WORK_MS,
} from "./restriction-row.ts";
import { reportTrouble } from "./trouble.ts";

/** After a refusal or a silence the sweep tries again so much later, in milliseconds. */
const RETRY_MS = 15_000;
const PATIENCE_MS = 2_000;

/** `pending`: it will be lifted as soon as Telegram lets us. `admins`: a human admin's mute or ban holds now. */
export type Lifted = "lifted" | "pending" | "admins";

/**
 * Lifts a mute of the gate's, and only that: where Telegram shows another end than ours, somebody else muted the person
 * meanwhile, and that stays. What cannot be done now is done by the sweep.
 */
export async function liftRestriction(options: {
  connection: LoadedConnection;
  group: Pick<LoadedGroup, "id" | "chatId">;
  restrictionId: string;
}): Promise<Lifted> {
  const { connection, group } = options;
  const restriction = await claim(options.restrictionId);
  if (!restriction) return "pending";
  const member = await askMember({ connection, chatId: group.chatId, userId: restriction.userId });
  if (!member) {
    await postponeRestriction(restriction.id, RETRY_MS);
    return "pending";
  }
  const isOurs = member.status === "restricted" && member.until_date * 1_000 === restriction.until.getTime();
  if (!isOurs) {
    await endRestriction(restriction.id, "OVERRIDDEN");
    const cannotWrite = member.status === "kicked" || (member.status === "restricted" && !member.can_send_messages);
    return cannotWrite ? "admins" : "lifted";
  }
  const previous = readPreviousPermissions(restriction.previous);
  const until = previous && previous.until > 0 ? { until_date: previous.until } : {};
  const result = await callTelegram({
    ...{ connection, chatId: group.chatId, priority: 0, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) =>
      api.restrictChatMember(
        group.chatId,
        restriction.userId,
        previous?.permissions ?? ALL_PERMISSIONS,
        { ...until, use_independent_chat_permissions: true },
        signal,
      ),
  });
  if (result.ok) {
    await endRestriction(restriction.id, "LIFTED");
    return "lifted";
  }
  await postponeRestriction(restriction.id, result.reason === "wait" ? result.seconds * 1_000 : RETRY_MS);
  const code = readGroupRefusal(result, "cannot_restrict");
  if (code) await reportTrouble({ group, code, now: new Date() });
  return "pending";
}

/**
 * Marks it as to be lifted, and takes the work up unless somebody is at it: a mute that is being imposed at this moment is
 * lifted by the sweep, right after.
 */
async function claim(id: string): Promise<RestrictionRow | null> {
  const { rows } = await getPool().query<RestrictionRow & { mine: boolean }>({
    name: "gate-claim-lifting",
    text: `UPDATE gate_restrictions r SET lifting = true,
        due_at = CASE WHEN old.free THEN now() + $2 * interval '1 millisecond' ELSE r.due_at END
      FROM (SELECT id, (due_at IS NULL OR due_at < now()) AS free FROM gate_restrictions
        WHERE id = $1 AND state IN ('IMPOSING', 'IMPOSED') FOR UPDATE) old
      WHERE r.id = old.id
      RETURNING old.free AS mine, ${RESTRICTION_COLUMNS}`,
    values: [id, WORK_MS],
  });
  const [row] = rows;
  return row?.mine ? row : null;
}
