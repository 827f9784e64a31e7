import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { byConnection } from "./by-connection.ts";
import { readLoadedGroup } from "./load-group.ts";
import { recheckGroup } from "./recheck-group.ts";
import { tellOwners } from "./tell-owners.ts";

/**
 * Between two looks at one troubled group, in seconds: a tenth of the time that its trouble lasts, within these bounds. What
 * Telegram tells by itself ends a trouble at once; this is for the rest.
 */
const EVERY_SECONDS = 30;
const AT_LEAST_EVERY_SECONDS = 600;
const ROWS_AT_ONCE = 200;
/** A run looks for so long, in milliseconds, and then tells for as long; the next goes on where it stopped. */
const LOOK_MS = 20_000;
const TELL_MS = 20_000;

/**
 * Looks at groups whose gate does not work, longest unseen first, ends the trouble of those where it does again, and tells
 * the owners of the others.
 */
export async function sweepTroubles(options: { now: Date }): Promise<void> {
  const { now } = options;
  const began = performance.now();
  const silent = new Set<string>();
  let count = ROWS_AT_ONCE;
  while (count === ROWS_AT_ONCE && performance.now() - began < LOOK_MS) {
    const groups = await claimDue(silent);
    count = groups.length;
    await byConnection({
      ...{ groups, silent },
      work: ({ id: groupId }) =>
        recheck(groupId, now).catch((err) => log().warn({ err, groupId }, "a troubled group was not looked at")),
    });
  }
  await tellOwners({ silent, endsAt: performance.now() + TELL_MS, now });
}

async function recheck(groupId: string, now: Date): Promise<void> {
  const group = await readLoadedGroup(groupId);
  if (group?.trouble) await recheckGroup({ group, now });
}

/** Whatever is claimed is looked at by nobody else until it is due again. */
async function claimDue(silent: Set<string>): Promise<{ id: string; connectionId: string }[]> {
  const { rows } = await getPool().query<{ id: string; connectionId: string }>({
    name: "gate-due-troubles",
    text: `WITH due AS (
        SELECT g.id, row_number() OVER (ORDER BY g.trouble_checked_at NULLS FIRST) AS place FROM (
          SELECT g.id, g.trouble_checked_at FROM protected_groups g
          JOIN connections c ON c.id = g.connection_id AND c.active AND c.gate AND c.archived_at IS NULL
          WHERE g.trouble IS NOT NULL AND g.archived_at IS NULL AND g.connection_id <> ALL($1::uuid[])
            AND (g.trouble_checked_at IS NULL OR g.trouble_checked_at < now() - interval '1 second' * greatest(${EVERY_SECONDS},
              least(${AT_LEAST_EVERY_SECONDS}, extract(epoch FROM now() - g.troubled_since) / 10)))
          ORDER BY g.trouble_checked_at NULLS FIRST LIMIT ${ROWS_AT_ONCE} FOR UPDATE OF g SKIP LOCKED) g
      ), claimed AS (
        UPDATE protected_groups g SET trouble_checked_at = now() FROM due WHERE g.id = due.id
        RETURNING g.id, g.connection_id AS "connectionId", due.place
      ) SELECT id, "connectionId" FROM claimed ORDER BY place`,
    values: [[...silent]],
  });
  return rows;
}
