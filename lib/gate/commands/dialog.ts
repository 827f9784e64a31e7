import { getDb } from "../../infra/db.ts";

/** A question that nobody answers is forgotten after this, in milliseconds. */
const EXPIRES_AFTER_MS = 15 * 60_000;

interface Place {
  connectionId: string;
  chatId: number;
  /** GroupAnonymousBot's for an anonymous admin. */
  userId: number;
}

/** Remembers that a person was asked which channel a group shall ask for, for whichever process hears the answer. */
export async function openDialog(
  options: Place & { groupChatId: number; messageId: number | null; now: Date },
): Promise<void> {
  const { connectionId, messageId, now } = options;
  const place = { connectionId, chatId: BigInt(options.chatId), userId: BigInt(options.userId) };
  const asked = {
    step: "channel",
    groupChatId: BigInt(options.groupChatId),
    messageId,
    expiresAt: new Date(now.getTime() + EXPIRES_AFTER_MS),
  };
  await getDb().gateDialog.deleteMany({ where: { connectionId, expiresAt: { lt: now } } });
  await getDb().gateDialog.upsert({
    where: { connectionId_chatId_userId: place },
    create: { ...place, ...asked },
    update: asked,
  });
}

/** The group that a person was asked about there; null when nothing was asked, or too long ago. */
export async function findDialog(options: Place & { now: Date }): Promise<{ groupChatId: number } | null> {
  const { connectionId, now } = options;
  const place = { connectionId, chatId: BigInt(options.chatId), userId: BigInt(options.userId) };
  const found = await getDb().gateDialog.findUnique({ where: { connectionId_chatId_userId: place } });
  return found && found.expiresAt > now ? { groupChatId: Number(found.groupChatId) } : null;
}

/** Ends it. */
export async function closeDialog(options: Place): Promise<void> {
  const { connectionId, chatId, userId } = options;
  await getDb().gateDialog.deleteMany({ where: { connectionId, chatId: BigInt(chatId), userId: BigInt(userId) } });
}
