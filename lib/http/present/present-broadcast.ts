import type { BroadcastRecipient } from "../../infra/prisma/client.ts";
import { formatBroadcast } from "../../rooms/broadcasts/broadcast-text.ts";
import { broadcastVersion } from "../../rooms/broadcasts/broadcast-version.ts";
import type { ListedBroadcast } from "../../rooms/broadcasts/list-broadcasts.ts";
import type {
  BroadcastJson,
  BroadcastTroubleJson,
  RecipientJson,
  RecipientReasonJson,
} from "../resources/broadcasts.ts";

/** Broadcasts take at most so many of a bot's messages a second (lib/channels/telegram/sender/budgets.ts). */
const PER_SECOND = 5;

export function presentBroadcast({ broadcast, createdBy, progress }: ListedBroadcast): BroadcastJson {
  const { id, teamId, connection, text, startsAt, startedAt, endedAt } = broadcast;
  return {
    ...{ id, teamId, connection, text, createdBy },
    audience: broadcast.audience.toLowerCase() as BroadcastJson["audience"],
    html: formatBroadcast(text).part?.formatted ?? "",
    state: broadcast.state.toLowerCase() as BroadcastJson["state"],
    trouble: broadcast.trouble as BroadcastTroubleJson | null,
    startsAt: startsAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    progress: progress && {
      ...progress,
      total: progress.pending + progress.sending + progress.sent + progress.failed,
      reasons: progress.reasons as Partial<Record<RecipientReasonJson, number>>,
      secondsLeft: broadcast.state === "RUNNING" ? secondsFor(progress.pending + progress.sending) : null,
    },
    version: broadcastVersion(broadcast),
    createdAt: broadcast.createdAt.toISOString(),
    updatedAt: broadcast.updatedAt.toISOString(),
  };
}

/** How long so many messages take at least, in seconds. */
export function secondsFor(messages: number): number {
  return Math.ceil(messages / PER_SECOND);
}

export function presentRecipient({ chatId, name, state, reason, settledAt }: BroadcastRecipient): RecipientJson {
  return {
    ...{ chatId, name },
    state: state.toLowerCase() as RecipientJson["state"],
    reason: reason as RecipientReasonJson | null,
    settledAt: settledAt?.toISOString() ?? null,
  };
}
