import { sha256Hex } from "../infra/crypto.ts";
import { getDb } from "../infra/db.ts";

export interface RunnableBot {
  id: string;
  /** Changes when the bot has to be started anew: another token, another server. */
  fingerprint: string;
}

/** The active Telegram connections of active teams. */
export async function findRunnableBots(): Promise<RunnableBot[]> {
  const rows = await getDb().connection.findMany({
    where: { kind: "TELEGRAM", active: true, team: { active: true } },
    select: { id: true, credentialsEncrypted: true, settings: true },
  });
  return rows.map(({ id, credentialsEncrypted, settings }) => {
    const { apiRoot } = settings as { apiRoot?: unknown };
    return { id, fingerprint: sha256Hex(`${credentialsEncrypted}/${String(apiRoot ?? "")}`) };
  });
}
