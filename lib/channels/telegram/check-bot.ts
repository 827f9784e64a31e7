import { GrammyError, HttpError } from "grammy";
import type { ConnectionCheck } from "../adapter.ts";
import { describeProblem, type HealthProblem } from "../health-problems.ts";
import type { LoadedConnection } from "../load-connection.ts";
import { apiSignal, telegramApi } from "./client.ts";

const CHECK_TIMEOUT_MS = 10_000;

/** Asks Telegram who the bot is, and says in plain words what is wrong when it does not get an answer. */
export async function checkBot(connection: LoadedConnection): Promise<ConnectionCheck> {
  if (!connection.token) return failure({ code: "tokenMissing", values: {} }, false);
  try {
    const me = await telegramApi(connection).getMe(apiSignal(AbortSignal.timeout(CHECK_TIMEOUT_MS)));
    return { ok: true, externalId: String(me.id), username: me.username };
  } catch (error) {
    return explainTelegramError(error, connection);
  }
}

type Failure = ConnectionCheck & { ok: false } & { problem: HealthProblem };

/** A failed call in words that an admin can act on. Never holds the token. */
export function explainTelegramError(error: unknown, { settings }: Pick<LoadedConnection, "settings">): Failure {
  if (!(error instanceof GrammyError)) {
    const host = settings.apiRoot ? new URL(settings.apiRoot).host : "api.telegram.org";
    return failure({ code: isRedirect(error) ? "redirected" : "unreachable", values: { host } }, true);
  }
  const { error_code: code, description: said } = error;
  const status = String(code);
  // A token of the wrong shape is answered with 404 instead of 401.
  if (code === 401 || code === 404) return failure({ code: "tokenInvalid", values: { status } }, false);
  if (code === 409) return failure({ code: "otherReceiver", values: {} }, true);
  if (code === 429) return failure({ code: "mustWait", values: {} }, true);
  return failure({ code: "refused", values: { status, said } }, true);
}

function failure(problem: HealthProblem, temporary: boolean): Failure {
  return { ok: false, reason: describeProblem(problem), temporary, problem };
}

/** As node-fetch, which grammY uses, calls it. */
function isRedirect(error: unknown): boolean {
  return error instanceof HttpError && (error.error as { type?: unknown } | undefined)?.type === "no-redirect";
}
