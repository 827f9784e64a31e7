import type { Update } from "grammy/types";
import { LRUCache } from "lru-cache";
import type { Button, ChannelAdapter, SendOptions, SendResult } from "../adapter.ts";
import type { LoadedConnection } from "../load-connection.ts";
import { checkBot } from "./check-bot.ts";
import { type ApiSignal, telegramApi } from "./client.ts";
import { formatHtml, MAX_MESSAGE_LENGTH } from "./format-html.ts";
import { parseUpdate, placeOf } from "./parse-update.ts";
import { callTelegram, type TaskResult } from "./sender/call-telegram.ts";
import { verifySecret } from "./verify-secret.ts";

export const telegramAdapter: ChannelAdapter = {
  kind: "TELEGRAM",
  channel: "telegram",
  capabilities: { edits: true, buttons: true, typing: true, maxTextLength: MAX_MESSAGE_LENGTH },
  parse: (update, connection) => parseUpdate(update as Update, connection),
  verify: verifySecret,
  format: (markdown) => formatHtml(markdown),
  check: checkBot,

  async send(options) {
    const { threadId } = placeOf(options.partnerRoomId);
    const sent = await withPlainFallback(options, false, (api, chatId, text, parseMode, signal) =>
      api.sendMessage(
        chatId,
        text,
        {
          ...parseMode,
          ...keyboard(options.buttons),
          ...(threadId === undefined ? {} : { message_thread_id: threadId }),
          link_preview_options: { is_disabled: true },
        },
        signal,
      ),
    );
    if (!sent.ok) return asSendResult(sent, "");
    const id = sent.value.message_id;
    noteMessageId(options.connection, id, options.isGroup);
    return { ok: true, externalId: String(id) };
  },

  edit: (options) => edit(options, false),

  /**
   * Telegram neither lists a chat's messages nor dedupes sends, but it lets a bot edit its own messages only, and ids
   * rise. So a message whose send had no answer is looked for by editing the few ids that it can have: the one that
   * can be edited (or already says the same) is ours, and no other message changes.
   */
  async recover(options) {
    for (const id of candidateIds(options.after, options.known)) {
      const result = await edit({ ...options, externalId: id }, true);
      if (result.ok || result.reason !== "gone") return result;
    }
    return { ok: false, reason: "gone" };
  },

  sendBounds({ connection, isGroup }) {
    const latest = isGroup ? undefined : latestIds.get(connection.id);
    return latest === undefined ? [] : [String(latest)];
  },

  async typing(target) {
    const { chatId, threadId } = placeOf(target.partnerRoomId);
    const thread = threadId === undefined ? {} : { message_thread_id: threadId };
    // A courtesy: whatever goes wrong with it shows again, and counts, when the answer is sent.
    await callTelegram({
      ...{ connection: target.connection, chatId, priority: 1, counts: false, idempotent: false, maxWaitMs: 0 },
      run: (api, signal) => api.sendChatAction(chatId, "typing", thread, signal),
    });
  },

  async acknowledgeButton(connection, callbackId, text) {
    // Fails for presses older than Telegram's patience, when nobody waits for it any more.
    await telegramApi(connection)
      .answerCallbackQuery(callbackId, text ? { text: text.slice(0, 200) } : {})
      .catch(() => undefined);
  },
};

async function edit(options: SendOptions & { externalId: string }, isProbe: boolean): Promise<SendResult> {
  const id = Number(options.externalId);
  const edited = await withPlainFallback({ ...options, isProbe }, true, (api, chatId, text, parseMode, signal) =>
    api.editMessageText(
      chatId,
      id,
      text,
      { ...parseMode, ...keyboard(options.buttons), link_preview_options: { is_disabled: true } },
      signal,
    ),
  );
  return edited.ok ? { ok: true, externalId: options.externalId } : asSendResult(edited, options.externalId);
}

// A bot's private chats share one series of message ids, so the latest one seen bounds where the next can be.
const latestIds = new LRUCache<string, number>({ max: 5_000 });

/** Remembers the highest message id seen in a bot's private chats. */
export function noteMessageId(connection: LoadedConnection, messageId: number, isGroup: boolean): void {
  if (!isGroup && messageId > (latestIds.get(connection.id) ?? 0)) latestIds.set(connection.id, messageId);
}

// In the room's own series: what a person may have written meanwhile. In the bot's: what it sends in one round trip.
const WITHIN_ROOM = 12;
const WITHIN_BOT = 40;

function candidateIds(after: string[], known: Set<string>): string[] {
  const [room = 0, bot] = after.map(Number);
  const ids = new Set<string>();
  for (let step = 1; step <= WITHIN_ROOM; step += 1) ids.add(String(room + step));
  if (bot !== undefined) for (let step = 1; step <= WITHIN_BOT; step += 1) ids.add(String(bot + step));
  return [...ids].filter((id) => !known.has(id));
}

type Call<T> = (
  api: ReturnType<typeof telegramApi>,
  chatId: number,
  text: string,
  parseMode: { parse_mode?: "HTML" },
  signal: ApiSignal | undefined,
) => Promise<T>;

/**
 * As HTML; where Telegram cannot parse that, once more as plain text, which it always can.
 * @param options.isProbe a search for a lost message: most likely it changes nothing, and so it counts against nothing
 */
async function withPlainFallback<T>(
  options: SendOptions & { isProbe?: boolean },
  idempotent: boolean,
  call: Call<T>,
): Promise<TaskResult<T>> {
  const { connection, part, maxWaitMs, signal, priority = 1 } = options;
  const { chatId } = placeOf(options.partnerRoomId);
  const task = { connection, chatId, priority, counts: !options.isProbe, maxWaitMs, idempotent, signal };
  const html = await callTelegram({
    ...task,
    run: (api, signal) => call(api, chatId, part.formatted, { parse_mode: "HTML" }, signal),
  });
  if (html.ok || html.reason !== "bad_markup") return html;
  return callTelegram({ ...task, run: (api, signal) => call(api, chatId, part.plain, {}, signal) });
}

function asSendResult(failure: Exclude<TaskResult<unknown>, { ok: true }>, externalId: string): SendResult {
  if (failure.reason === "not_modified") return { ok: true, externalId };
  if (failure.reason === "bad_markup") return { ok: false, reason: "rejected", description: "can't parse entities" };
  return failure;
}

function keyboard(buttons: Button[][] | undefined) {
  if (!buttons || buttons.length === 0) return {};
  const rows = buttons.map((row) => row.map(({ text, data }) => ({ text, callback_data: data })));
  return { reply_markup: { inline_keyboard: rows } };
}
