import type { SendResult } from "../channels/adapter.ts";
import { loadConnection } from "../channels/load-connection.ts";
import { findAdapter } from "../channels/registry.ts";
import { escapeHtml } from "../channels/telegram/format-html.ts";
import { type Outcome, waitFor } from "./judge-answer.ts";

const MAX_WAIT_MS = 5_000;

export type TelegramOutcome = Outcome | { result: "moved"; chatId: string };

/** Writes a message to a chat through a team's bot, at the pace of everything else that the bot writes. */
export async function sendTelegram(options: {
  connectionId: string;
  chatId: string;
  text: string;
}): Promise<TelegramOutcome> {
  const { connectionId, chatId, text } = options;
  const connection = await loadConnection(connectionId);
  const adapter = connection && findAdapter(connection.kind);
  if (!connection?.token || !adapter) return { result: "failed", error: "botMissing" };
  if (!connection.active) return { result: "failed", error: "botPaused" };
  const sent = await adapter.send({
    ...{ connection, partnerRoomId: chatId, isGroup: chatId.startsWith("-"), maxWaitMs: MAX_WAIT_MS },
    part: { formatted: escapeHtml(text), plain: text },
  });
  return sent.ok ? { result: "delivered" } : judgeFailure(sent);
}

function judgeFailure(failure: Exclude<SendResult, { ok: true }>): TelegramOutcome {
  switch (failure.reason) {
    case "wait":
      return waitFor(failure.seconds * 1_000, "telegramWait");
    case "unknown":
      return { result: "retry", error: "telegramUnreachable" };
    case "migrated":
      return { result: "moved", chatId: failure.toRoomId };
    case "forbidden":
      // The chat has thrown the bot out, or is no more: as final as a 410.
      return { result: "disable", error: `telegramForbidden:${failure.description}` };
    case "unauthorized":
      return { result: "failed", error: "telegramToken" };
    case "rejected":
      return { result: "failed", error: `telegramRejected:${failure.description}` };
    case "gone":
      return { result: "failed", error: "telegramRejected" };
  }
}
