import type { LoadedConnection } from "../../channels/load-connection.ts";
import { telegramAdapter } from "../../channels/telegram/adapter.ts";
import { getDb } from "../../infra/db.ts";
import { gateMessageIds, knownIds } from "../../rooms/delivery-store.ts";
import type { GateAnswer, SayTo } from "./say.ts";

/** How long the search waits for Telegram's limits, in milliseconds, at each step. */
const PATIENCE_MS = 5_000;

/**
 * Looks for an answer that a process may have said before it was killed: see `recover` of the Telegram adapter.
 * @param options.after the id of what it answers: its own is higher
 * @returns its id; null when it is not there
 * @throws Error when Telegram does not say: whoever looks again later may tell
 */
export async function findSaid(options: {
  connection: LoadedConnection;
  to: SayTo;
  answer: GateAnswer;
  after: number;
}): Promise<number | null> {
  const { connection, to, answer, after } = options;
  const partnerRoomId = String(to.chat.id);
  const buttons = answer.buttons?.map((row) => row.map(({ text, callback_data: data }) => ({ text, data })));
  const found = await telegramAdapter.recover?.({
    ...{ connection, partnerRoomId, isGroup: to.chat.type !== "private", maxWaitMs: PATIENCE_MS, priority: 0 },
    part: { formatted: answer.html, plain: answer.html },
    ...(buttons ? { buttons } : {}),
    after: [String(after)],
    known: await idsOfOthers(connection.id, partnerRoomId),
  });
  if (found?.ok) return Number(found.externalId);
  if (found?.reason === "wait" || found?.reason === "unknown") {
    throw new Error(`it is not known whether an answer was said: ${found.reason}`);
  }
  return null;
}

async function idsOfOthers(connectionId: string, partnerRoomId: string): Promise<Set<string>> {
  const room = await getDb().room.findUnique({
    where: { connectionId_partnerRoomId: { connectionId, partnerRoomId } },
    select: { id: true },
  });
  return room ? knownIds(room.id) : new Set(await gateMessageIds({ connectionId, chatId: partnerRoomId }));
}
