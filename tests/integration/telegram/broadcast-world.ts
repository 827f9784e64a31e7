import { getDb } from "#lib/infra/db.ts";
import type { Broadcast } from "#lib/infra/prisma/client.ts";
import type { Sandbox } from "#sandbox/start-sandbox.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { type Bot, control, createBot } from "#tests/integration/assistant/harness.ts";

export interface BroadcastWorld {
  bot: Bot;
  /** The chat ids of those who have written to the bot. */
  people: number[];
  /** Calls the admin API as an admin of the team. */
  admin(method: string, path: string, body?: unknown): Promise<Awaited<ReturnType<typeof callAdmin>>>;
  read(id: string): Promise<Broadcast>;
  /** Of each person, how many messages of the bot's they have. */
  heard(): Map<number, number>;
}

/** A bot that so many people have a private chat with. */
export async function broadcastWorld(sandbox: Sandbox, people: number): Promise<BroadcastWorld> {
  const bot = await createBot(sandbox, {});
  await control(sandbox, "POST", "/bots", { token: bot.token });
  const { id: connectionId, teamId } = bot.connection;
  await getDb().connection.update({
    where: { id: connectionId },
    data: { health: "HEALTHY", username: bot.username, externalId: String(bot.id) },
  });
  const ids = Array.from({ length: people }, (_, index) => bot.id * 1_000 + index);
  for (const id of ids) {
    await control(sandbox, "POST", "/users", { id, firstName: `Person ${id}` });
    await control(sandbox, "POST", `/chats/${bot.id}:${id}/messages`, { userId: id, text: "/start" });
  }
  const row = (id: number) => ({ teamId, connectionId, name: `Person ${id}` });
  await getDb().endUser.createMany({ data: ids.map((id) => ({ ...row(id), externalId: String(id) })) });
  await getDb().room.createMany({
    data: ids.map((id) => ({ ...row(id), partnerName: "telegram", partnerRoomId: String(id), type: "private" })),
  });
  const { raw: key } = await createKey(teamId, { scope: "MANAGEMENT" });
  return {
    bot,
    people: ids,
    admin: (method, path, body) => callAdmin(method, path, { key, ...(body === undefined ? {} : { body }) }),
    read: (id) => getDb().broadcast.findUniqueOrThrow({ where: { id } }),
    heard() {
      const sent = sandbox.telegram.calls.filter(
        // Its effect is what counts, whatever became of the answer.
        ({ botId, method, messageId }) => botId === bot.id && method === "sendMessage" && messageId !== undefined,
      );
      const counts = new Map<number, number>();
      for (const { chatId } of sent) counts.set(Number(chatId), (counts.get(Number(chatId)) ?? 0) + 1);
      return counts;
    },
  };
}
