import { Api, type Transformer } from "grammy";
import { LRUCache } from "lru-cache";
import type { LoadedConnection } from "../load-connection.ts";
import { noteCall, noteError } from "./sender/sender-metrics.ts";

// A server that hangs must not hold a turn for grammY's 500 s; long polls bring their own, longer time-out.
const CALL_TIMEOUT_SECONDS = 20;
const POLL_TIMEOUT_SECONDS = 60;

const clients = new LRUCache<string, Api>({ max: 5_000 });

/** The Bot API of a connection's bot, at the connection's own `apiRoot` when it has one. One client per bot is kept. */
export function telegramApi(connection: LoadedConnection, use: "calls" | "polling" = "calls"): Api {
  const { token, settings } = connection;
  const key = `${use}/${connection.id}/${settings.apiRoot ?? ""}/${token ?? ""}`;
  let api = clients.get(key);
  if (!api) {
    api = createTelegramApi(connection, use);
    if (use === "calls") api.config.use(countCalls(connection.id));
    clients.set(key, api);
  }
  return api;
}

function countCalls(connectionId: string): Transformer {
  return async (call, method, payload, signal) => {
    noteCall(connectionId);
    try {
      const answer = await call(method, payload, signal);
      if (!answer.ok) noteError(connectionId, answer.error_code);
      return answer;
    } catch (error) {
      noteError(connectionId, "network");
      throw error;
    }
  };
}

/** A client that nobody keeps: for a token that is not stored, or no longer. */
export function createTelegramApi(
  account: Pick<LoadedConnection, "token" | "settings">,
  use: "calls" | "polling" = "calls",
): Api {
  const { token, settings } = account;
  return new Api(token ?? "", {
    ...(settings.apiRoot ? { apiRoot: settings.apiRoot.replace(/\/+$/, "") } : {}),
    // The token is in the address: wherever a redirect leads, it would be sent along.
    baseFetchConfig: { redirect: "error" },
    timeoutSeconds: use === "calls" ? CALL_TIMEOUT_SECONDS : POLL_TIMEOUT_SECONDS,
  });
}

/** The bot's user id: the part of its token before the colon. */
export function botIdOf(connection: LoadedConnection): number | undefined {
  const id = Number(connection.token?.split(":")[0]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

export type ApiSignal = NonNullable<Parameters<Api["getMe"]>[0]>;

/** grammY names the AbortSignal of a polyfill; at run time it takes the platform's. */
export function apiSignal(signal: AbortSignal | undefined): ApiSignal | undefined {
  return signal as unknown as ApiSignal | undefined;
}
