import { getDb } from "../infra/db.ts";
import { credentialsFingerprint } from "../teams/find-account-holder.ts";

export interface RunnableBot {
  id: string;
  /** Changes when the bot has to be started anew: another token, another server, other capabilities. */
  fingerprint: string;
}

/** The active Telegram connections of active teams. */
export async function findRunnableBots(): Promise<RunnableBot[]> {
  const rows = await getDb().connection.findMany({
    where: { kind: "TELEGRAM", active: true, archivedAt: null, team: { active: true } },
    select: { id: true, credentialsEncrypted: true, settings: true, assistant: true, gate: true, inbox: true },
  });
  return rows.map((row) => {
    const does = [row.assistant, row.gate, row.inbox].map(Number).join("");
    return { id: row.id, fingerprint: `${credentialsFingerprint(row)}/${does}` };
  });
}
