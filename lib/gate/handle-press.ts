import { setTimeout as sleep } from "node:timers/promises";
import type { CallbackQuery } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { apiSignal, telegramApi } from "../channels/telegram/client.ts";
import { answerPress } from "./answer-press.ts";
import { languageFor, VERIFY_PREFIX } from "./compose-warning.ts";
import { personOf } from "./gate-case.ts";
import { readLoadedGroup } from "./load-group.ts";
import { gateText } from "./texts/gate-text.ts";

/** A person looks at a spinning wheel until the press is answered, in milliseconds; then the wheel ends, not the work. */
const ANSWER_WITHIN_MS = 2_500;
/** Telegram's limit for what an answer shows. */
const MOST_CHARACTERS = 200;

/** Carries out a press of the verify button, and says to the person what came of it. */
export async function handlePress(options: {
  connection: LoadedConnection;
  query: CallbackQuery;
  updateId: number;
  receivedAt: Date;
  now: Date;
}): Promise<void> {
  const { connection, query, now } = options;
  const groupId = (query.data ?? "").slice(VERIFY_PREFIX.length);
  const group = await readLoadedGroup(groupId);
  if (!group || group.connectionId !== connection.id) return answer(connection, query.id);
  const person = personOf(query.from);
  const language = languageFor(group, [person]);
  const slow = new AbortController();
  const late = sleep(ANSWER_WITHIN_MS, gateText(language, "verifySlow"), { signal: slow.signal }).catch(() => "");
  const work = answerPress({ ...options, group, person, language, now });
  // What fails after the answer is tried again with the update.
  await answer(connection, query.id, await Promise.race([work, late]));
  slow.abort();
  await work;
}

/** Never queued, never waited for: it is of no use to anybody a moment later. */
async function answer(connection: LoadedConnection, queryId: string, text?: string): Promise<void> {
  await telegramApi(connection)
    .answerCallbackQuery(
      queryId,
      text ? { text: [...text].slice(0, MOST_CHARACTERS).join(""), show_alert: true } : {},
      apiSignal(AbortSignal.timeout(5_000)),
    )
    .catch(() => undefined);
}
