import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { dashboardUrl } from "../infra/env.ts";
import { settleChecklist, writeChecklist } from "./checklist-row.ts";
import type { GateCase } from "./gate-case.ts";
import type { LoadedGroup } from "./load-group.ts";

const PATIENCE_MS = 1_500;
const CALL_TIMEOUT_MS = 2_500;
/** What Telegram says of a query that has its Mini App already. */
const SHOWN_ALREADY = /RESULT_INVALID/;

/**
 * Has Telegram show the checklist, which is our Mini App, to somebody who asks to join. Written down first: the page that
 * opens finds there whom it is for.
 * @returns false where Telegram does not, for instance because the dashboard's address is not https
 */
export async function showChecklist(options: {
  connection: LoadedConnection;
  group: Pick<LoadedGroup, "id">;
  person: GateCase["person"];
  queryId: string;
  now: Date;
}): Promise<boolean> {
  const { connection, group, person, queryId, now } = options;
  const row = await writeChecklist({
    ...{ connectionId: connection.id, groupId: group.id, queryId, now },
    ...{ userId: person.id, userName: person.name || null },
  });
  // The same update once more: what came of it holds.
  if (row.state !== "OPEN") return row.state === "ADMITTED";
  if (await ask(connection, queryId, `${dashboardUrl()}/miniapp/join/${row.id}`)) return true;
  await settleChecklist(row.id, "QUEUED");
  return false;
}

async function ask(connection: LoadedConnection, queryId: string, url: string): Promise<boolean> {
  try {
    const shown = await callTelegram({
      ...{ connection, chatId: null, priority: 0, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      run: (api, signal) => api.sendChatJoinRequestWebApp(queryId, url, signal),
    });
    return shown.ok || ("description" in shown && SHOWN_ALREADY.test(shown.description));
  } catch {
    return false;
  }
}
