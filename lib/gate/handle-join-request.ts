import { setTimeout as sleep } from "node:timers/promises";
import type { ChatJoinRequest } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { approveRequest } from "./approve-request.ts";
import { channelsHtml, languageFor, mentionHtml, verifyKeyboard } from "./compose-warning.ts";
import { type GateCase, momentOf, personOf, plainSender } from "./gate-case.ts";
import { judgeCase } from "./judge-case.ts";
import { type LoadedGroup, loadGroup } from "./load-group.ts";
import { isDecided, recordCase } from "./record-case.ts";
import { gateHtml } from "./texts/gate-text.ts";

/** Telegram waits ten seconds for the answer to a request's query; what took longer is left to the admins first. */
const QUERY_WITHIN_MS = 7_000;
const PATIENCE_MS = 3_000;

/**
 * Answers somebody who asks to join: lets them in when they belong, else tells them in private what is missing, with a
 * button that checks again. A request with a query is answered within Telegram's time in any case.
 * @returns whether the group is the gate's to guard
 */
export async function handleJoinRequest(options: {
  connection: LoadedConnection;
  request: ChatJoinRequest;
  updateId: number;
  receivedAt: Date;
  now: Date;
}): Promise<boolean> {
  const { connection, request, updateId, receivedAt, now } = options;
  const group = await loadGroup(connection.id, request.chat.id);
  if (!group) {
    if (request.query_id !== undefined) await answerQuery(connection, request.query_id, "queue");
    return false;
  }
  const one: GateCase = {
    ...{ connection, group, trigger: "join_request", person: personOf(request.from), receivedAt, now },
    ...{ sender: plainSender(request.from), standing: null, chatMember: null, threadId: 0, messageId: null },
    ...{ occasion: `update/${updateId}`, occurredAt: momentOf(request.date, updateId) },
  };
  // People ask right after they joined the channel: what was known of them before is no answer.
  const judging = judgeCase(one, { fresh: true });
  if (request.query_id !== undefined) {
    const late = new AbortController();
    const timer = sleep(QUERY_WITHIN_MS, null, { signal: late.signal }).catch(() => null);
    const inTime = await Promise.race([judging, timer]);
    late.abort();
    const passes = inTime?.decision.outcome === "approved";
    const answered = await answerQuery(connection, request.query_id, passes ? "approve" : "queue");
    if (passes && answered) {
      await recordCase(one, await judging);
      return true;
    }
  }
  const judged = await judging;
  if (judged.decision.outcome === "approved") {
    await recordCase(one, judged);
    await approveRequest({ connection, group, userId: request.from.id });
  } else if (!(await isDecided(one))) {
    // The trace comes last: an update that is handled again finds it, and tells nobody twice.
    await askToJoin({ connection, group, request });
    await recordCase(one, judged);
  }
  return true;
}

async function answerQuery(
  connection: LoadedConnection,
  queryId: string,
  result: "approve" | "queue",
): Promise<boolean> {
  const answered = await callTelegram({
    ...{ connection, chatId: null, priority: 0, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) => api.answerChatJoinRequestQuery(queryId, result, signal),
  });
  return answered.ok;
}

/** Telegram lets a bot write to somebody who asked for five minutes, also to one who never spoke to it. */
async function askToJoin(options: {
  connection: LoadedConnection;
  group: LoadedGroup;
  request: ChatJoinRequest;
}): Promise<void> {
  const { connection, group, request } = options;
  const person = personOf(request.from);
  const language = languageFor(group, [person]);
  const html = gateHtml(language, "joinRequest", {
    name: { html: mentionHtml(person) },
    group: group.title,
    channels: { html: channelsHtml(group.channels) },
  });
  await callTelegram({
    ...{
      connection,
      chatId: request.user_chat_id,
      priority: 1,
      counts: true,
      idempotent: false,
      maxWaitMs: PATIENCE_MS,
    },
    run: (api, signal) =>
      api.sendMessage(
        request.user_chat_id,
        html,
        {
          parse_mode: "HTML",
          reply_markup: verifyKeyboard(group, language),
          link_preview_options: { is_disabled: true },
        },
        signal,
      ),
  });
}
