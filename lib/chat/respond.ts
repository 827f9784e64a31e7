import { findAccess } from "../channels/access-code.ts";
import type { Button } from "../channels/adapter.ts";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { loadCatalog } from "../models/load-catalog.ts";
import { loadHistory } from "../rooms/load-history.ts";
import type { Turn } from "../rooms/load-turn.ts";
import type { OutboundMeta } from "../rooms/save-answer.ts";
import { currentSession } from "../rooms/session.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";
import { configSnapshotId } from "../usage/config-snapshot.ts";
import type { LimitStatus, Subjects } from "../usage/ledger.ts";
import { checkRateLimit, type RateLimitResult } from "../usage/rate-limit.ts";
import { recordFailure } from "../usage/record-failure.ts";
import { chosenModel } from "./commands/choose-model.ts";
import type { CommandContext } from "./commands/command.ts";
import { runCommand } from "./commands/run-command.ts";
import { mergeEndUserSettings } from "./commands/settings.ts";
import { completeTurn } from "./complete.ts";
import { buildContext } from "./context.ts";
import { accessNotice, NOTICES, quotaNotice, rateLimitNotice } from "./notices.ts";
import { systemPrompt } from "./prompts.ts";

export interface RespondOptions {
  turn: Turn;
  config: ResolvedConfig;
  connection: LoadedConnection;
  /** The channel's name in usage rows. */
  channel: string;
  hasButtons: boolean;
  /** The API key of a conversation by API. */
  key?: { keyId: string; keyLineageId: string };
  /** True where nothing repeats the turn when this process dies: the ledger then charges what had been reserved. */
  interruptible: boolean;
  requestId?: string;
  now: Date;
  onDelta?: (textSoFar: string) => void;
  onStanding?: (standing: Standing) => void;
}

/** Where the person's limits stand, told piece by piece as it is learned, before the first delta. */
export interface Standing {
  endUserId?: string;
  /** Per minute. */
  rate?: RateLimitResult;
  limits?: LimitStatus[];
}

/** Why there is no answer of a model, for entries that tell it by a status instead of a message. */
export type Refusal =
  | { code: "rate_limited"; retryAfterSeconds: number; limit: number }
  | { code: "quota_exceeded"; retryAfterSeconds: number; violated: LimitStatus }
  | { code: "model_not_available" | "model_unpriced" | "provider_failed" | "context_too_long" | "forbidden" };

export type Response =
  | { kind: "silence"; outcome: string }
  | { kind: "reply"; text: string; buttons?: Button[][]; meta: OutboundMeta; refusal?: Refusal }
  | {
      kind: "answer";
      text: string;
      sessionId: string;
      meta: OutboundMeta;
      limits: LimitStatus[];
      /** Charges it. Call once the answer is written. */
      settle(): void;
      /** Charges nothing, when the answer could not be written. */
      release(): void;
    };

/**
 * Decides and produces the one answer to one message: a command's, a notice's, or the model's. Writes nothing of it; the
 * caller saves, charges and delivers it.
 * @throws what the database throws while it is away; the message then stays unanswered and is tried again
 */
export async function respond(options: RespondOptions): Promise<Response> {
  const { turn, config, connection, channel, now } = options;
  const { endUser, room } = turn;
  const isGroup = room.type !== "private" && room.type !== "api";

  const rate = await checkRateLimit({ key: `user:${endUser.id}`, perMinute: config.rateLimit.value, now });
  options.onStanding?.({ rate });
  if (!rate.ok) {
    const { limit, resetSeconds } = rate;
    const refusal: Refusal = { code: "rate_limited", retryAfterSeconds: resetSeconds, limit };
    keepRefusal(options, "rate_limited", config.defaultModel.value);
    return notice("rate_limited", rateLimitNotice({ limit, resetSeconds }), refusal);
  }
  const access = await findAccess({ turn, config, connection, isGroup });
  if (access === "just-granted") await mergeEndUserSettings(endUser.id, { authorized: true });
  if (access === "denied") {
    const text =
      turn.meta.command?.name === "start" && turn.meta.command.args ? NOTICES.wrongCode : accessNotice(isGroup);
    return notice("access_required", text, { code: "forbidden" });
  }

  const subjects: Subjects = {
    teamId: config.teamId,
    endUserId: endUser.id,
    ...(options.key ? { keyLineageId: options.key.keyLineageId } : {}),
  };
  const context: CommandContext = {
    ...{ config, connection, room, endUser, subjects, now },
    hasButtons: options.hasButtons,
    args: "",
  };
  if (turn.meta.command) {
    const reply = await runCommand(turn.meta.command, context);
    if (!reply) return { kind: "silence", outcome: "unknown_command" };
    return { kind: "reply", ...reply, meta: { kind: "command", ...(reply.buttons ? { buttons: reply.buttons } : {}) } };
  }
  if (turn.text.trim() === "")
    return isGroup ? { kind: "silence", outcome: "no_text" } : notice("no_text", NOTICES.noText);

  const choice = chosenModel(context);
  if (choice.model === null) {
    keepRefusal(options, "model_not_available", config.defaultModel.value);
    return notice("no_model", NOTICES.noModel, { code: "model_not_available" });
  }
  const catalog = await loadCatalog();
  const route = catalog.routes.get(choice.model)?.[0];
  const sessionId = await currentSession(room.id, now);
  const history = await loadHistory({ sessionId, limit: config.maxHistory.value });
  const senderName = isGroup ? turn.meta.senderName : undefined;
  const { messages, fits } = await buildContext({
    systemPrompt: systemPrompt({ config, roomContext: room.context, isGroup }),
    current: { role: "user", text: turn.text, ...(senderName ? { senderName } : {}) },
    history: isGroup ? history : history.map(({ role, text }) => ({ role, text })),
    maxHistory: config.maxHistory.value,
    contextWindow: route?.contextWindow ?? 8_192,
    maxOutput: route?.maxOutput ?? null,
  });
  if (!fits) {
    keepRefusal(options, "context_too_long", choice.model);
    return notice("too_long", NOTICES.tooLong, { code: "context_too_long" });
  }

  const startedAt = performance.now();
  const result = await completeTurn({
    ...{ config, subjects, modelId: choice.model, messages, channel, now },
    connectionId: connection.id,
    roomId: room.id,
    ...(options.key ? { keyId: options.key.keyId } : {}),
    idempotencyKey: turn.turnKey,
    interruptible: options.interruptible,
    ...(options.requestId ? { requestId: options.requestId } : {}),
    ...(options.onDelta ? { onDelta: options.onDelta } : {}),
    onLimits: (limits) => options.onStanding?.({ limits }),
  });
  if (!result.ok) {
    if (result.reason === "quota") {
      const { violated, retryAfterSeconds } = result;
      const text = quotaNotice({ violated, timeZone: config.timeZone });
      return notice("quota_exceeded", text, { code: "quota_exceeded", violated, retryAfterSeconds });
    }
    if (result.reason === "unpriced") return notice("unpriced", NOTICES.unpriced, { code: "model_unpriced" });
    if (result.reason === "model_not_available") {
      return notice("no_model", NOTICES.noModel, { code: "model_not_available" });
    }
    return notice("provider_failed", NOTICES.failed, { code: "provider_failed" });
  }
  const { text, model, tokensIn, tokensOut, chain, limits } = result;
  const answered = catalog.routes.get(model)?.find(({ providerName }) => providerName === result.providerName);
  const meta: OutboundMeta = {
    ...{ kind: "answer", model, modelSource: choice.source, chain },
    usage: {
      ...{ model, tokensIn, tokensOut, channel, endUserId: endUser.id },
      costNano: result.costNano.toString(),
      latencyMs: Math.round(performance.now() - startedAt),
      occurredAt: now.toISOString(),
      provenance: result.provenance,
      ...(answered ? { providerId: answered.providerId } : {}),
      ...(options.key ?? {}),
    },
  };
  const settle = () => result.settle();
  const release = () => result.release();
  return { kind: "answer", text: text.trim() === "" ? "…" : text, sessionId, meta, limits, settle, release };
}

function keepRefusal(options: RespondOptions, code: string, model: string): void {
  const { turn, config, connection, channel, key, requestId, now } = options;
  recordFailure({
    subjects: {
      teamId: config.teamId,
      endUserId: turn.endUser.id,
      ...(key ? { keyLineageId: key.keyLineageId } : {}),
    },
    ...{ keyId: key?.keyId, connectionId: connection.id, roomId: turn.room.id, requestId },
    ...{ channel, model, kind: "REFUSED", code, latencyMs: 0, configId: configSnapshotId(config) },
    ...{ timeZone: config.timeZone, occurredAt: now },
  });
}

function notice(name: string, text: string, refusal?: Refusal): Response {
  return { kind: "reply", text, meta: { kind: "notice", notice: name }, ...(refusal ? { refusal } : {}) };
}
