import { type Actor, writeAudit } from "../../audit/write-audit.ts";
import { getDb } from "../../infra/db.ts";
import type { Broadcast } from "../../infra/prisma/client.ts";
import type { BroadcastAudience } from "../../infra/prisma/enums.ts";
import { auditedBroadcast } from "./audited-broadcast.ts";
import { checkBroadcastText } from "./broadcast-text.ts";
import { findBroadcastBot } from "./find-broadcast-bot.ts";

/**
 * Schedules a message to all users, or all groups, of one bot. The schedules' sweep begins it.
 * @param options.startsAt undefined: at once
 * @throws AppError invalid_input
 */
export async function createBroadcast(options: {
  teamId: string;
  connectionId: string;
  audience: BroadcastAudience;
  text: string;
  startsAt: Date | undefined;
  actor: Actor;
  now: Date;
}): Promise<Broadcast> {
  const { teamId, connectionId, audience, text, startsAt, actor, now } = options;
  checkBroadcastText(text);
  await findBroadcastBot({ teamId, connectionId });
  return getDb().$transaction(async (tx) => {
    const broadcast = await tx.broadcast.create({
      data: {
        ...{ teamId, connectionId, audience, text, startsAt: startsAt && startsAt > now ? startsAt : now },
        createdById: actor.type === "user" ? actor.id : null,
      },
    });
    await writeAudit(tx, {
      ...{ actor, action: "broadcast.create", teamId, targetType: "broadcast", targetId: broadcast.id },
      before: null,
      after: auditedBroadcast(broadcast),
    });
    return broadcast;
  });
}
