import { type Actor, writeAudit } from "../../audit/write-audit.ts";
import { getDb, type Tx } from "../../infra/db.ts";
import { AppError, notFound } from "../../infra/errors.ts";
import type { Broadcast } from "../../infra/prisma/client.ts";
import { said } from "../../infra/said.ts";
import { auditedBroadcast } from "./audited-broadcast.ts";
import { BROADCAST_MOVES, type BroadcastMove, judgeMove } from "./broadcast-moves.ts";
import { checkBroadcastText } from "./broadcast-text.ts";

/** Changes a broadcast that has not begun. @throws AppError not_found, invalid_input, conflict once it has */
export async function updateBroadcast(options: {
  broadcastId: string;
  changes: { text?: string | undefined; startsAt?: Date | undefined };
  actor: Actor;
}): Promise<void> {
  const { broadcastId, changes, actor } = options;
  const { text, startsAt } = changes;
  if (text !== undefined) checkBroadcastText(text);
  await getDb().$transaction(async (tx) => {
    const before = await lockBroadcast(tx, broadcastId);
    if (before.state !== "SCHEDULED") {
      throw conflict(before);
    }
    const data = { ...(text === undefined ? {} : { text }), ...(startsAt === undefined ? {} : { startsAt }) };
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

function conflict({ state }: Broadcast): AppError {
  return new AppError("conflict", said`The broadcast is ${state.toLowerCase()}: that is not possible any more.`, {
    details: { reason: "wrong_state", state: state.toLowerCase() },
  });
}
