import { getDb } from "../../infra/db.ts";
import { invalidField } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";

/** Makes sure that a connection is a bot of the team. @throws AppError invalid_input, naming `connectionId` */
export async function findBroadcastBot(options: { teamId: string; connectionId: string }): Promise<void> {
  const { teamId, connectionId } = options;
  const found = await getDb().connection.findFirst({
    where: { id: connectionId, teamId, archivedAt: null },
    select: { kind: true },
  });
  if (!found) throw invalidField("connectionId", said`connectionId must be a connection of the team.`);
  if (found.kind !== "TELEGRAM") throw invalidField("connectionId", said`connectionId must be a Telegram bot.`);
}
