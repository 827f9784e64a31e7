import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { byConnection } from "./by-connection.ts";
import { tellOwner } from "./tell-owner.ts";

const ROWS_AT_ONCE = 100;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

interface UntoldGroup {
  id: string;
  connectionId: string;
  since: Date;
}

/**
 * Tells owners what keeps their groups' gates from working who have not been told of it, longest troubled first. Of a
 * Telegram that does not answer they are told once that has been looked at again: mostly it passes before.
 * @param options.silent bots whose Telegram does not answer, and cannot tell anybody
 * @param options.endsAt by `performance.now()`: who is left then is told by the next run
 */
export async function tellOwners(options: { silent: Set<string>; endsAt: number; now: Date }): Promise<void> {
  const { silent, endsAt, now } = options;
  let last: Pick<UntoldGroup, "id" | "since"> = { id: FIRST_ID, since: new Date(0) };
  for (;;) {
    const { rows } = await getPool().query<UntoldGroup>({
      name: "gate-untold-troubles",
      text: `SELECT g.id, g.connection_id AS "connectionId", g.troubled_since AS since FROM protected_groups g
        JOIN connections c ON c.id = g.connection_id AND c.active AND c.gate AND c.archived_at IS NULL
        WHERE g.trouble IS NOT NULL AND g.archived_at IS NULL AND g.owner_told_at IS NULL
          AND (g.trouble <> 'telegram_unreachable' OR g.trouble_checked_at > g.troubled_since)
          AND (g.troubled_since, g.id) > ($1, $2::uuid) AND g.connection_id <> ALL($3::uuid[])
        ORDER BY g.troubled_since, g.id LIMIT ${ROWS_AT_ONCE}`,
      values: [last.since, last.id, [...silent]],
    });
    await byConnection({
      ...{ groups: rows, silent },
      work: ({ id: groupId }) =>
        tellOwner({ groupId, now }).catch((err) => log().warn({ err, groupId }, "an owner was not told")),
    });
    const end = rows.at(-1);
    if (!end || rows.length < ROWS_AT_ONCE || performance.now() > endsAt) return;
    last = end;
  }
}
