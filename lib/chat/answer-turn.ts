import type { ChannelAdapter, OutboundTarget } from "../channels/adapter.ts";
import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { findAdapter } from "../channels/registry.ts";
import { AppError } from "../infra/errors.ts";
import { currentTrace, log } from "../infra/log.ts";
import { counter, histogram } from "../infra/metrics.ts";
import { type DeliveryOutcome, deliver } from "../rooms/deliver.ts";
import { saveDelivery } from "../rooms/delivery-store.ts";
import type { Turn } from "../rooms/load-turn.ts";
import { closeTurn, saveAnswer } from "../rooms/save-answer.ts";
import { resumeWriting } from "../rooms/stop-writing.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";
import { type Draft, openDraft } from "./draft.ts";
import { NOTICES } from "./notices.ts";
import { type Response, respond } from "./respond.ts";
import { toldLately } from "./told-lately.ts";

/**
 * Answers one queued message: produces the answer while it shows as a growing draft, writes it (which is what makes it
 * the one answer), charges it, and delivers it. Killed anywhere in between, the next attempt goes on from there.
 * @param options.giveUp write an apology when it fails, so that the room's next message gets its turn
 */
export async function answerTurn(options: {
  turn: Turn;
  giveUp: boolean;
  now: Date;
  signal: AbortSignal;
}): Promise<DeliveryOutcome> {
  const { turn, now, signal } = options;
  const connection = await loadConnection(turn.room.connectionId);
  const adapter = connection && findAdapter(connection.kind);
  const config = await loadTeamConfig(turn.teamId);
  const reason = whyNot({ turn, connection, config });
  if (reason || !connection || !adapter) {
    await closeTurn(turn.messageId, reason ?? "no_channel");
    return { done: true };
  }
  if (!turn.room.writable) {
    // They wrote to us, so we may write to them.
    const endUserId = turn.room.type === "private" ? turn.endUser.id : null;
    await resumeWriting({ roomId: turn.room.id, endUserId });
    turn.room.writable = true;
  }
  const target = { connection, partnerRoomId: turn.room.partnerRoomId, isGroup: turn.room.type !== "private" };
  const draft = openTurnDraft(turn, adapter, target);
  let response: Response;
  try {
    response = await produce({ turn, connection, config, adapter, draft, now });
  } catch (error) {
    await draft.finish();
    if (!options.giveUp) throw error;
    log().error({ err: error, messageId: turn.messageId }, "a message could not be answered");
    const meta = { kind: "notice", notice: "failed" } as const;
    response = { kind: "reply", text: NOTICES.failed, meta };
  }
  const { delivery, fresh } = await draft.finish();
  if (response.kind === "silence") {
    await closeTurn(turn.messageId, response.outcome);
    return { done: true };
  }
  const saved = await save({ turn, response, delivery });
  if (!saved) {
    if (response.kind === "answer") response.release();
    return { done: true };
  }
  if (response.kind === "answer") response.settle();
  counter("switchboard_turns_total", "Messages answered", ["channel", "kind"]).inc({
    channel: adapter.channel,
    kind: response.meta.kind,
  });
  histogram("switchboard_turn_seconds", "From a message's arrival to its written answer", ["channel"]).observe(
    { channel: adapter.channel },
    Math.max(0, (Date.now() - turn.receivedAt.getTime()) / 1000),
  );
  const message = {
    ...{ id: saved, text: response.text, meta: response.meta, delivery, createdAt: now },
    ...{ endUserId: turn.endUser.id, teamId: turn.teamId, turnKey: turn.turnKey, room: turn.room },
  };
  return deliver({ adapter, connection, message, fresh, now, signal });
}

function whyNot(options: {
  turn: Turn;
  connection: LoadedConnection | null;
  config: ResolvedConfig;
}): string | undefined {
  const { turn, connection, config } = options;
  if (!config.active) return "team_inactive";
  if (!connection?.active) return "connection_inactive";
  if (!connection.assistant) return "assistant_off";
  return turn.room.handler === "AI" ? undefined : "room_handled_otherwise";
}

function openTurnDraft(turn: Turn, adapter: ChannelAdapter, target: OutboundTarget): Draft {
  const latest = [turn.latestExternalId, turn.latestSentId].map(Number).filter(Number.isFinite);
  return openDraft({
    adapter,
    target,
    earlier: turn.delivery,
    after: [String(Math.max(0, ...latest)), ...(adapter.sendBounds?.(target) ?? [])],
    enabled: turn.meta.command === undefined && turn.endUser.settings.streaming !== false,
    save: (state) => saveDelivery(turn.messageId, state),
  });
}

async function produce(options: {
  turn: Turn;
  connection: LoadedConnection;
  config: ResolvedConfig;
  adapter: ChannelAdapter;
  draft: Draft;
  now: Date;
}): Promise<Response> {
  const { turn, connection, config, adapter, draft, now } = options;
  const requestId = currentTrace()?.requestId;
  try {
    const response = await respond({
      ...{ turn, config, connection, now },
      channel: adapter.channel,
      hasButtons: adapter.capabilities.buttons,
      interruptible: false,
      ...(requestId ? { requestId } : {}),
      onDelta: (text) => draft.update(text),
    });
    const isRefused = response.kind === "reply" && response.refusal?.code === "rate_limited";
    // Told once per window: a notice for each message of a flood would be a flood.
    if (isRefused && (await toldLately({ roomId: turn.room.id, notice: "rate_limited", now }))) {
      return { kind: "silence", outcome: "rate_limited" };
    }
    return response;
  } catch (error) {
    // What would fail again in the same way is answered, not repeated.
    if (error instanceof AppError && error.status < 500) {
      log().warn({ err: error, messageId: turn.messageId }, "a message was refused");
      return { kind: "reply", text: NOTICES.failed, meta: { kind: "notice", notice: error.code } };
    }
    throw error;
  }
}

function save(options: {
  turn: Turn;
  response: Exclude<Response, { kind: "silence" }>;
  delivery: Awaited<ReturnType<Draft["finish"]>>["delivery"];
}): Promise<string | null> {
  const { turn, response, delivery } = options;
  return saveAnswer({
    turn: { ...turn, roomId: turn.room.id, endUserId: turn.endUser.id },
    sessionId: response.kind === "answer" ? response.sessionId : null,
    source: response.kind === "answer" ? "AI" : "SYSTEM",
    text: response.text,
    status: "PENDING",
    delivery,
    meta: response.meta,
  });
}
