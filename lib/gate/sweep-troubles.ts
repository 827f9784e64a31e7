import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { readLoadedGroup } from "./load-group.ts";
import { recheckGroup } from "./recheck-group.ts";
import { sideBySide } from "./side-by-side.ts";
import { tellOwner } from "./tell-owner.ts";

/** Between two looks at one troubled group, in seconds. */
const EVERY_SECONDS = 30;
const MOST_AT_ONCE = 50;
const SIDE_BY_SIDE = 4;

/** Looks at groups whose gate does not work, and ends the trouble of those where it does again. */
export async function sweepTroubles(options: { now: Date }): Promise<void> {
  const { now } = options;
  const { rows } = await getPool().query<{ id: string }>({
    name: "gate-due-troubles",
    text: `UPDATE protected_groups SET trouble_checked_at = now() WHERE id IN (
        SELECT id FROM protected_groups WHERE trouble IS NOT NULL AND archived_at IS NULL
          AND (trouble_checked_at IS NULL OR trouble_checked_at < now() - ${EVERY_SECONDS} * interval '1 second')
        ORDER BY trouble_checked_at NULLS FIRST LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED) RETURNING id`,
  });
  await sideBySide(
    rows.map(({ id }) => id),
    SIDE_BY_SIDE,
    async (groupId) => {
      try {
        const group = await readLoadedGroup(groupId);
        if (!group) return;
        const missing = await recheckGroup({ group, now });
        if (missing && missing.length > 0 && missing[0]?.code !== "telegram_unreachable") {
          await tellOwner({ groupId, now });
        }
      } catch (err) {
        log().warn({ err, groupId }, "a troubled group was not looked at");
      }
    },
  );
}
