import { getDb } from "../infra/db.ts";
import type { Connection } from "../infra/prisma/client.ts";

export type TelegramBot = Connection & { team: { id: string; displayName: string; active: boolean } };

/**
 * The Telegram connections of every team that a user may see, paused ones included, by team and name.
 * @param options.botId only those of this bot's user id
 */
export async function listTelegramBots(options: {
  user: { id: string; isOperator: boolean };
  botId?: string;
}): Promise<TelegramBot[]> {
  const { user, botId } = options;
  return getDb().connection.findMany({
    where: {
      kind: "TELEGRAM",
      archivedAt: null,
      externalId: botId ?? { not: null },
      ...(user.isOperator ? {} : { team: { memberships: { some: { userId: user.id } } } }),
    },
    include: { team: { select: { id: true, displayName: true, active: true } } },
    orderBy: [{ team: { displayName: "asc" } }, { name: "asc" }, { id: "asc" }],
  });
}
