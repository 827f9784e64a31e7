import { getDb } from "#lib/infra/db.ts";
import { findRoom } from "#lib/rooms/find-room.ts";
import { DEMO_BOT_TOKENS, DEMO_END_USERS } from "./catalogue.ts";

/** How the Telegram ids of a demo bot's end users begin; each one's place in the list follows. */
export const READER_PREFIX = "91000";

const BOT_ID = Number.parseInt(DEMO_BOT_TOKENS.popak, 10);
const READERS = DEMO_END_USERS.map((name, index) => ({ id: `${READER_PREFIX}${index}`, name }));
/** By their place in the list: whoever has blocked the bot, and whose account is no more. */
const UNREACHED = new Map([
  [6, "blocked"],
  [12, "gone"],
]);
const HOUR_MS = 3_600_000;
/** Of broadcasts, so many are sent a second. */
const PER_SECOND = 5;

/** Those who have written to the bot, as the sandbox has them. */
export const READERS_SCENE = {
  users: READERS.filter((_, index) => UNREACHED.get(index) !== "gone").map(({ id, name }) => {
    const [firstName = name, lastName] = name.split(" ");
    return { id: Number(id), firstName, ...(lastName && { lastName }) };
  }),
  dialogues: READERS.flatMap(({ id }, index) => {
    const reason = UNREACHED.get(index);
    return reason === "gone" ? [] : [{ botId: BOT_ID, userId: Number(id), blocked: reason === "blocked" }];
  }),
};

/** A bot whose users can be written to, a broadcast that they got, and one that is to come. */
export async function seedBroadcasts(options: { teamId: string; connectionId: string; now: Date }): Promise<void> {
  const { teamId, connectionId, now } = options;
  const startedAt = new Date(now.getTime() - 45 * HOUR_MS);
  const after = (index: number) => new Date(startedAt.getTime() + (index / PER_SECOND) * 1_000);
  for (const { id, name } of READERS) {
    await findRoom({
      ...{ teamId, connectionId, partnerName: "telegram" },
      room: { partnerRoomId: id, type: "private", name },
    });
  }
  const unreached = READERS.filter((_, index) => UNREACHED.has(index)).map(({ id }) => id);
  await getDb().room.updateMany({
    where: { connectionId, partnerRoomId: { in: unreached } },
    data: { writable: false },
  });
  await getDb().endUser.updateMany({
    where: { connectionId, externalId: { in: unreached } },
    data: { reachable: false },
  });
  const shared = { teamId, connectionId, audience: "USERS" as const };
  await getDb().broadcast.create({
    data: {
      ...shared,
      text: "**Strawberries are back!** Order before noon, and they are at your door in the evening.\n\n[Today’s prices](https://example.com/today)",
      ...{ state: "DONE", startsAt: startedAt, startedAt, endedAt: after(READERS.length), createdAt: startedAt },
      recipients: {
        create: READERS.map(({ id, name }, index) => {
          const reason = UNREACHED.get(index) ?? null;
          const times = { claimedAt: after(index), settledAt: after(index + 1) };
          return { ...{ chatId: id, name, reason, state: reason ? "FAILED" : "SENT" }, ...times };
        }),
      },
    },
  });
  await getDb().broadcast.create({
    data: {
      ...shared,
      text: "**Closed on Friday.** What you order on Thursday after six arrives on Saturday morning.",
      startsAt: new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS + 70 * HOUR_MS),
    },
  });
}
