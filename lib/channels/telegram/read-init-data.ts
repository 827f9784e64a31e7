import { parse, validate } from "@tma.js/init-data-node";

/** The longest that a Mini App is believed after it was opened, in milliseconds; Telegram names no figure. */
const FRESH_MS = 3_600_000;
/** Two clocks differ a little. */
const AHEAD_MS = 60_000;
/** Telegram's are below 2 KB. */
const MOST_CHARACTERS = 8_192;

/** What Telegram says of whoever opened a Mini App. */
export interface MiniAppVisitor {
  userId: number;
  name: string;
  /** Without the at sign. */
  username: string | null;
  language: string | null;
  /** Of a Mini App that is shown to somebody who asks to join: the query, and the chat where Telegram names it. */
  joinQueryId: string | null;
  chatId: number | null;
}

/**
 * Reads what a Mini App was opened with (`WebAppInitData`), if the bot's own token signed it within the last hour.
 * @see https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
 * @returns null for what is forged, stale, another bot's or without a person
 */
export function readInitData(options: { initData: string; token: string; now: Date }): MiniAppVisitor | null {
  const { initData, token, now } = options;
  if (initData.length > MOST_CHARACTERS) return null;
  // What is signed is a list of pairs: of two with one name, another reader might take the other.
  const names = [...new URLSearchParams(initData).keys()];
  if (new Set(names).size !== names.length) return null;
  try {
    // Its age is ours to judge, by our own clock.
    validate(initData, token, { expiresIn: 0 });
    const { user, chat, auth_date: openedAt, chat_join_request_query_id: queryId } = parse(initData);
    const age = now.getTime() - openedAt.getTime();
    if (!user || !(age <= FRESH_MS && age >= -AHEAD_MS)) return null;
    return {
      userId: user.id,
      name: [user.first_name, user.last_name].filter(Boolean).join(" ").replaceAll("\0", ""),
      username: user.username ?? null,
      language: user.language_code ?? null,
      joinQueryId: typeof queryId === "string" ? queryId : null,
      chatId: chat?.id ?? null,
    };
  } catch {
    return null;
  }
}
