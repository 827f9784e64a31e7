import { setTimeout as sleep } from "node:timers/promises";
import type { ChatJoinRequest } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { answerQuery } from "./answer-query.ts";
import { approveRequest } from "./approve-request.ts";
import { channelsHtml, languageFor, mentionHtml, verifyKeyboard } from "./compose-warning.ts";
import { type GateCase, momentOf, personOf, plainSender } from "./gate-case.ts";
import { type JudgedCase, judgeCase } from "./judge-case.ts";
import { type LoadedGroup, loadGroup } from "./load-group.ts";
import { isDecided, recordCase } from "./record-case.ts";
import { showChecklist } from "./show-checklist.ts";
import { gateHtml } from "./texts/gate-text.ts";

/** Telegram waits ten seconds for the answer to a request's query; what took longer is left to the admins first. */
const QUERY_WITHIN_MS = 6_500;
const PATIENCE_MS = 3_000;

/**
 * Answers somebody who asks to join: lets them in when they belong; else shows them the checklist of channels, where
 * Telegram asked with a query, or tells them in private what is missing, with a button that checks again. A query is
 * answered within Telegram's time in any case.
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
  const { query_id: queryId } = request;
  const group = await loadGroup(connection.id, request.chat.id);
  if (!group) {
    if (queryId !== undefined) await answerQuery({ connection, queryId, result: "queue" });
    return false;
  }
  const one: GateCase = {
    ...{ connection, group, trigger: "join_request", person: personOf(request.from), receivedAt, now },
    ...{ sender: plainSender(request.from), standing: null, chatMember: null, threadId: 0, messageId: null },
    ...{ occasion: `update/${updateId}`, occurredAt: momentOf(request.date, updateId) },
  };
  // People ask right after they joined the channel: what was known of them before is no answer.
  const judging = judgeCase(one, { fresh: true });
  if (queryId !== undefined && (await answerInTime(one, queryId, judging))) return true;
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

/** @returns whether that was all: what the query could not settle is left to the admins and to the private message */
async function answerInTime(one: GateCase, queryId: string, judging: Promise<JudgedCase>): Promise<boolean> {
  const { connection, group, person, now } = one;
  const late = new AbortController();
  const timer = sleep(QUERY_WITHIN_MS, null, { signal: late.signal }).catch(() => null);
  const judged = await Promise.race([judging, timer]);
  late.abort();
  if (judged?.decision.outcome === "approved") {
    if ((await answerQuery({ connection, queryId, result: "approve" })) !== "answered") return false;
    await recordCase(one, judged);
    return true;
  }
  if (judged && (await showChecklist({ connection, group, person, queryId, now }))) {
    const decision = { ...judged.decision, actions: [{ type: "show_checklist" as const }] };
    await recordCase(one, { ...judged, decision });
    return true;
  }
  await answerQuery({ connection, queryId, result: "queue" });
  return false;
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
