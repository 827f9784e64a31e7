import type { ChannelAdapter, OutboundPart, OutboundTarget, SendOptions } from "../channels/adapter.ts";
import type { DeliveryState } from "../rooms/delivery-state.ts";

export interface DraftOptions {
  adapter: ChannelAdapter;
  target: OutboundTarget;
  /** What an earlier attempt at this turn left behind. */
  earlier: DeliveryState;
  /** Ids that a message sent from now on lies above. */
  after: string[];
  /** False: no draft is shown, whatever is produced. */
  enabled: boolean;
  /** Called before the draft's first message is sent, and once its id is known. */
  save: (state: DeliveryState) => Promise<void>;
  firstAfterMs?: number;
}

/** What the delivery of the complete answer has to know. */
export interface DraftResult {
  delivery: DeliveryState;
  /** True when `delivery.sending` is no trace of an earlier call. */
  fresh: boolean;
}

export interface Draft {
  update(textSoFar: string): void;
  /** Ends the draft once its current call has ended. Nothing of it is changed afterwards. */
  finish(): Promise<DraftResult>;
}

/** A quick answer comes whole; only one that takes longer than this is shown while it is written. */
const FIRST_AFTER_MS = 1_200;
/** Telegram's bot FAQ: about one message (or edit) a second in one chat, 20 a minute in a group. */
const INTERVAL_MS = { private: 1_100, group: 3_500 };
/** A quick answer needs no announcement; Telegram shows "typing" for five seconds. */
const TYPING_AFTER_MS = 400;
const TYPING_EVERY_MS = 4_500;
/** A draft this short says nothing yet. */
const MIN_LENGTH = 16;

/**
 * Shows an answer while it is written, by editing one message. It is best effort: what cannot be shown now is left out,
 * and the delivery of the complete answer puts everything right.
 */
export function openDraft(options: DraftOptions): Draft {
  const { adapter, target, earlier, after, save } = options;
  const known = earlier.parts?.[0];
  let messageId = known?.id;
  // An earlier attempt began to send a draft, and was killed before it knew how that ended.
  let unresolved = messageId === undefined && earlier.sending !== undefined;
  let latest = "";
  let shown = "";
  let stopped = false;
  const canDraft = options.enabled && adapter.capabilities.edits && !unresolved;
  const interval = target.isGroup ? INTERVAL_MS.group : INTERVAL_MS.private;
  let wake: (() => void) | undefined;

  const pause = (ms: number) =>
    new Promise<void>((settle) => {
      const timer = setTimeout(settle, ms);
      wake = () => {
        clearTimeout(timer);
        settle();
      };
    });

  const show = async (part: OutboundPart): Promise<boolean> => {
    const send: SendOptions = { ...target, part, maxWaitMs: 0 };
    if (messageId !== undefined) {
      const edited = await adapter.edit({ ...send, externalId: messageId });
      return edited.ok || edited.reason === "wait" || edited.reason === "unknown";
    }
    await save({ sending: { part: 0, after } });
    const sent = await adapter.send(send);
    if (sent.ok) {
      messageId = sent.externalId;
      await save({ parts: [{ id: messageId, done: false }] });
      return true;
    }
    unresolved = sent.reason === "unknown";
    return sent.reason === "wait";
  };

  const run = async () => {
    let nextTyping = performance.now() + TYPING_AFTER_MS;
    let nextShow = performance.now() + (options.firstAfterMs ?? FIRST_AFTER_MS);
    while (!stopped) {
      const now = performance.now();
      if (messageId === undefined && now >= nextTyping && adapter.capabilities.typing) {
        nextTyping = now + TYPING_EVERY_MS;
        void adapter.typing?.(target);
      }
      if (canDraft && now >= nextShow && latest.length >= MIN_LENGTH && latest !== shown) {
        const text = latest;
        const part = adapter.format(text)[0];
        if (part && !(await show(part))) return;
        shown = text;
        nextShow = performance.now() + interval;
      }
      if (!stopped) await pause(Math.max(50, Math.min(250, nextShow - performance.now())));
    }
  };
  // A failure to show a draft must not fail the answer.
  const running = run().catch(() => undefined);

  return {
    update(textSoFar) {
      latest = textSoFar;
    },
    async finish() {
      stopped = true;
      wake?.();
      await running;
      if (messageId !== undefined) return { delivery: { parts: [{ id: messageId, done: false }] }, fresh: true };
      const noted = unresolved && earlier.sending ? earlier.sending.after : after;
      return { delivery: { sending: { part: 0, after: noted } }, fresh: !unresolved };
    },
  };
}
