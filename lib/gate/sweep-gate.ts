import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { finishChecklists } from "./finish-checklists.ts";
import { finishRestrictions } from "./finish-restrictions.ts";
import { releaseUnguarded } from "./release-unguarded.ts";
import { removeWarning } from "./remove-warning.ts";
import { sendWarnings } from "./send-warnings.ts";
import { sideBySide } from "./side-by-side.ts";

const MOST_AT_ONCE = 100;
const SIDE_BY_SIDE = 8;
/** A warning that is older than this and not sent has lost its job, in milliseconds. */
const LOST_AFTER_MS = 10_000;

/**
 * Finishes what was left behind: mutes, lifts, requests to join, warnings to be sent or removed, and what a bot holds that
 * guards no more.
 */
export async function sweepGate(): Promise<void> {
  await releaseUnguarded();
  await Promise.all([
    finishRestrictions(),
    finishChecklists(),
    sideBySide(await groupsWithUnsent(), SIDE_BY_SIDE, (groupId) =>
      sendWarnings({ groupId }).catch((err) => log().warn({ err, groupId }, "a warning was not sent")),
    ),
    sideBySide(await overdueWarnings(), SIDE_BY_SIDE, (warningId) =>
      removeWarning({ warningId }).catch((err) => log().warn({ err, warningId }, "a warning was not removed")),
    ),
  ]);
}

async function groupsWithUnsent(): Promise<string[]> {
  const { rows } = await getPool().query<{ groupId: string }>({
    name: "gate-unsent-warnings",
    text: `SELECT DISTINCT group_id AS "groupId" FROM gate_warnings WHERE removed_at IS NULL AND message_id IS NULL
      AND ephemeral_id IS NULL AND (sent_at IS NULL AND created_at < now() - $1 * interval '1 millisecond'
        OR sent_at < now() - interval '30 seconds') LIMIT ${MOST_AT_ONCE}`,
    values: [LOST_AFTER_MS],
  });
  return rows.map(({ groupId }) => groupId);
}

async function overdueWarnings(): Promise<string[]> {
  const { rows } = await getPool().query<{ id: string }>({
    name: "gate-overdue-warnings",
    text: `SELECT id FROM gate_warnings WHERE removed_at IS NULL AND sent_at IS NOT NULL
      AND (message_id IS NOT NULL OR ephemeral_id IS NOT NULL) AND expires_at < now() ORDER BY expires_at
      LIMIT ${MOST_AT_ONCE}`,
  });
  return rows.map(({ id }) => id);
}
