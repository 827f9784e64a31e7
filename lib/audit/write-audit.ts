import { isDeepStrictEqual } from "node:util";
import type { Tx } from "../infra/db.ts";
import { currentTrace } from "../infra/log.ts";
import type { Prisma } from "../infra/prisma/client.ts";

/** Who did something: a signed-in user, a management key, or Switchboard itself. */
export interface Actor {
  type: "user" | "key" | "system";
  id: string | null;
  /** What to show: an e-mail address, a key's name. */
  label: string;
}

type Fields = Record<string, unknown>;

/**
 * Writes who changed what, in the transaction of the change itself. Of an update only the fields that changed are kept;
 * an update that changed nothing leaves no row. Secrets never belong in `before` or `after`: callers pass what the API
 * would show.
 * @param options.before null when something was created
 * @param options.after null when something was removed
 */
export async function writeAudit(
  tx: Tx,
  options: {
    actor: Actor;
    /** Such as `team.update`. */
    action: string;
    teamId: string | null;
    targetType: string;
    targetId: string | null;
    before?: Fields | null;
    after?: Fields | null;
  },
): Promise<void> {
  const { actor, action, teamId, targetType, targetId } = options;
  const { before, after } = changedFields(options.before ?? null, options.after ?? null);
  if (options.before && options.after && Object.keys(after ?? {}).length === 0) return;
  await tx.auditEntry.create({
    data: {
      teamId,
      actorType: actor.type,
      actorId: actor.id,
      actorLabel: actor.label,
      action,
      targetType,
      targetId,
      ...(before ? { before: before as Prisma.InputJsonObject } : {}),
      ...(after ? { after: after as Prisma.InputJsonObject } : {}),
      requestId: currentTrace()?.requestId ?? null,
    },
  });
}

function changedFields(before: Fields | null, after: Fields | null): { before: Fields | null; after: Fields | null } {
  const was = before && plain(before);
  const is = after && plain(after);
  if (!was || !is) return { before: was, after: is };
  const changed = Object.keys(is).filter((field) => !isDeepStrictEqual(was[field], is[field]));
  const only = (fields: Fields) => Object.fromEntries(changed.map((field) => [field, fields[field] ?? null]));
  return { before: only(was), after: only(is) };
}

/** As JSON holds it: dates in ISO 8601, big integers as strings. */
function plain(fields: Fields): Fields {
  return JSON.parse(JSON.stringify(fields, (_, value) => (typeof value === "bigint" ? value.toString() : value)));
}
