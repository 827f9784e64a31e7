import { changedMeanwhile } from "../../audit/changed-meanwhile.ts";
import { type Actor, writeAudit } from "../../audit/write-audit.ts";
import { getDb, type Tx } from "../../infra/db.ts";
import { AppError, notFound } from "../../infra/errors.ts";
import type { Broadcast } from "../../infra/prisma/client.ts";
import type { BroadcastAudience } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";
import { auditedBroadcast } from "./audited-broadcast.ts";
import { BROADCAST_MOVES, type BroadcastMove, judgeMove } from "./broadcast-moves.ts";
import { checkBroadcastText } from "./broadcast-text.ts";
import { broadcastVersion } from "./broadcast-version.ts";
import { findBroadcastBot } from "./find-broadcast-bot.ts";

export interface BroadcastChanges {
  connectionId?: string | undefined;
  audience?: BroadcastAudience | undefined;
  text?: string | undefined;
  /** Null, or a time that has passed: at once. */
  startsAt?: Date | null | undefined;
}

/**
 * Changes a broadcast that has not begun; what is left out stays.
 * @param options.version the broadcast's version that the changes were made from; left out, they go over whatever there is
 * @throws AppError not_found, invalid_input, conflict once it has begun, or when it was changed meanwhile
 */
export async function updateBroadcast(options: {
  broadcastId: string;
  changes: BroadcastChanges;
  version?: string | undefined;
  actor: Actor;
  now: Date;
}): Promise<void> {
  const { broadcastId, changes, version, actor, now } = options;
  const { connectionId, audience, text, startsAt } = changes;
  if (text !== undefined) checkBroadcastText(text);
  await getDb().$transaction(async (tx) => {
    const before = await lockBroadcast(tx, broadcastId);
    if (before.state !== "SCHEDULED") throw conflict(before);
    await checkVersion(tx, before, version);
    if (connectionId !== undefined && connectionId !== before.connectionId) {
      await findBroadcastBot({ teamId: before.teamId, connectionId });
    }
    const data = {
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(audience === undefined ? {} : { audience }),
      ...(text === undefined ? {} : { text }),
      ...(startsAt === undefined ? {} : { startsAt: startsAt && startsAt > now ? startsAt : now }),
    };
    const after = await tx.broadcast.update({ where: { id: broadcastId }, data });
    const replaced = before.text === after.text ? {} : { textReplaced: true };
    await writeAudit(tx, {
      ...{ actor, action: "broadcast.update", teamId: before.teamId },
      ...{ targetType: "broadcast", targetId: broadcastId },
      before: auditedBroadcast(before),
      after: { ...auditedBroadcast(after), ...replaced },
    });
  });
}

/**
 * Pauses, resumes or cancels a broadcast. What is on its way at this moment still arrives; after that nothing is sent.
 * Done twice, it comes to the same.
 * @throws AppError not_found, conflict when its state does not allow it
 */
export async function moveBroadcast(options: {
  broadcastId: string;
  move: BroadcastMove;
  actor: Actor;
  now: Date;
}): Promise<void> {
  const { broadcastId, move, actor, now } = options;
  await getDb().$transaction(async (tx) => {
    const before = await lockBroadcast(tx, broadcastId);
    const judged = judgeMove(before.state, move);
    if (judged === "made") return;
    const { to } = BROADCAST_MOVES[move];
    if (judged === "refuse") throw conflict(before);
    const after = await tx.broadcast.update({
      where: { id: broadcastId },
      data: { state: to, trouble: null, ...(to === "CANCELLED" ? { endedAt: now } : {}) },
    });
    await writeAudit(tx, {
      ...{ actor, action: `broadcast.${move}`, teamId: before.teamId },
      ...{ targetType: "broadcast", targetId: broadcastId },
      before: auditedBroadcast(before),
      after: auditedBroadcast(after),
    });
  });
}

async function lockBroadcast(tx: Tx, id: string): Promise<Broadcast> {
  await tx.$executeRaw`SELECT 1 FROM broadcasts WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.broadcast.findUnique({ where: { id } });
  if (!found) throw notFound(said`The broadcast was not found.`);
  return found;
}

async function checkVersion(tx: Tx, broadcast: Broadcast, version: string | undefined): Promise<void> {
  const current = broadcastVersion(broadcast);
  if (version === undefined || version === current) return;
  throw await changedMeanwhile(tx, {
    ...{ targetType: "broadcast", targetId: broadcast.id, action: "broadcast.update", version: current },
    says: {
      by: (actor) => said`${actor} has changed the broadcast since you read it. Look at what changed, then save again.`,
      bySomebody: said`Somebody has changed the broadcast since you read it. Look at what changed, then save again.`,
    },
  });
}

function conflict({ state }: Broadcast): AppError {
  return new AppError("conflict", said`The broadcast is ${state.toLowerCase()}: that is not possible any more.`, {
    details: { reason: "wrong_state", state: state.toLowerCase() },
  });
}
