import { GrammyError, HttpError } from "grammy";
import type { ConnectionCheck } from "../adapter.ts";
import type { LoadedConnection } from "../load-connection.ts";
import { apiSignal, telegramApi } from "./client.ts";

const CHECK_TIMEOUT_MS = 10_000;

/** Asks Telegram who the bot is, and says in plain words what is wrong when it does not get an answer. */
export async function checkBot(connection: LoadedConnection): Promise<ConnectionCheck> {
  if (!connection.token) {
    return { ok: false, temporary: false, reason: "The bot token is missing. Copy it from @BotFather." };
  }
  try {
    const me = await telegramApi(connection).getMe(apiSignal(AbortSignal.timeout(CHECK_TIMEOUT_MS)));
    return { ok: true, externalId: String(me.id), username: me.username };
  } catch (error) {
    return explainTelegramError(error, connection);
  }
}

/** A failed call in words that an admin can act on. Never holds the token. */
export function explainTelegramError(error: unknown, connection: LoadedConnection): ConnectionCheck & { ok: false } {
  const fail = (reason: string, temporary: boolean) => ({ ok: false as const, reason, temporary });
  if (!(error instanceof GrammyError)) {
    const where = connection.settings.apiRoot ? new URL(connection.settings.apiRoot).host : "api.telegram.org";
    if (isRedirect(error)) {
      return fail(
        `Telegram (${where}) answered with a redirect, which is not followed: the token would go along.`,
        true,
      );
    }
    return fail(`Telegram (${where}) could not be reached. It is tried again by itself.`, true);
  }
  const { error_code: code, description } = error;
  // A token of the wrong shape is answered with 404 instead of 401.
  if (code === 401 || code === 404) {
    return fail(`Telegram says the token is not valid (${code}). Copy it again from @BotFather.`, false);
  }
  if (code === 409) {
    return fail(
      "Another program receives this bot's messages (409). Stop it, or give this connection its own bot.",
      true,
    );
  }
  if (code === 429) return fail("Telegram asks to wait (429). It is tried again by itself.", true);
  return fail(`Telegram answered ${code}: ${description}. It is tried again by itself.`, true);
}

/** As node-fetch, which grammY uses, calls it. */
function isRedirect(error: unknown): boolean {
  return error instanceof HttpError && (error.error as { type?: unknown } | undefined)?.type === "no-redirect";
}
