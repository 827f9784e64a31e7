import { z } from "zod";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { getDb } from "../../infra/db.ts";
import { Prisma } from "../../infra/prisma/client.ts";
import { takeLease } from "../../rooms/lease.ts";
import { findSaid } from "./find-said.ts";
import { type GateAnswer, type SayTo, say } from "./say.ts";

/** A killed process's update is another's after this, in milliseconds. */
const HELD_MS = 5_000;
/** Whoever gets an update while another is at it waits so long, in milliseconds; then its job tries again. */
const WAIT_MS = 8_000;

const answerSchema = z.object({
  html: z.string(),
  buttons: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))).optional(),
  forceReply: z.boolean().optional(),
});

/**
 * Does what an update asks for and answers it, once: however often it is delivered, by whichever process it is handled, and
 * also after its job is gone. A process that is killed leaves what it was about to say: the next looks whether it was said.
 * @param options.work does it, and tells what to answer; null for nothing. It is repeated where its process was killed in
 *   the middle, and has to come to the same then
 * @param options.afterwards what the answer's id is needed for; may be repeated as well
 * @throws Error while another process is at it: to be tried again
 */
export async function answerOnce(options: {
  connection: LoadedConnection;
  updateId: number;
  to: SayTo;
  work: () => Promise<GateAnswer | null>;
  afterwards?: (messageId: number | null) => Promise<void>;
}): Promise<void> {
  const { connection, updateId } = options;
  if (await isAnswered({ connectionId: connection.id, updateId })) return;
  const name = `gate-answer:${connection.id}/${updateId}`;
  const lease = await takeLease({ name, ttlMs: HELD_MS, waitMs: WAIT_MS });
  if (!lease) throw new Error("another process is at this update");
  try {
    await answer(options, lease.lost);
  } finally {
    await lease.release();
  }
}

/** Whether an update was answered before. */
export async function isAnswered(update: { connectionId: string; updateId: number }): Promise<boolean> {
  return (await findRow(update))?.doneAt != null;
}

async function answer(options: Parameters<typeof answerOnce>[0], lost: AbortSignal): Promise<void> {
  const { connection, updateId, to, work, afterwards } = options;
  const key = { connectionId: connection.id, updateId: BigInt(updateId) };
  const left = await findRow({ connectionId: connection.id, updateId });
  if (left?.doneAt) return;
  const wanted = left ? answerSchema.nullable().parse(left.answer) : await work();
  if (!left) {
    const data = { ...key, chatId: BigInt(to.chat.id), answer: wanted ? { ...wanted } : Prisma.DbNull };
    await getDb().gateAnswer.create({ data });
  }
  // This process was held up for so long that another has gone on.
  if (lost.aborted) throw new Error("another process took this update over");
  const messageId = wanted && (await utter({ connection, to, answer: wanted, isFirst: !left }));
  await afterwards?.(messageId);
  await getDb().gateAnswer.update({
    where: { connectionId_updateId: key },
    data: { doneAt: new Date(), messageId, answer: Prisma.DbNull },
  });
}

/** @returns the answer's id; null when it could not be said, or nobody can tell whether it was */
async function utter(options: {
  connection: LoadedConnection;
  to: SayTo;
  answer: GateAnswer;
  isFirst: boolean;
}): Promise<number | null> {
  const { isFirst, to } = options;
  if (isFirst) return say(options);
  // There is nowhere to look from: rather once too few than twice.
  if (to.message_id === undefined) return null;
  return (await findSaid({ ...options, after: to.message_id })) ?? say(options);
}

function findRow({ connectionId, updateId }: { connectionId: string; updateId: number }) {
  return getDb().gateAnswer.findUnique({
    where: { connectionId_updateId: { connectionId, updateId: BigInt(updateId) } },
    select: { doneAt: true, answer: true },
  });
}
