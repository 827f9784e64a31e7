import type { SandboxDraft, SandboxMessageJson, TranscriptJson } from "#components/sandbox/sandbox-types.ts";

/** On its way, or not taken. */
export interface PendingMessage {
  localId: string;
  userId: number;
  text: string;
  replyTo?: number | undefined;
  threadId?: number | undefined;
  /** Unix ms. */
  at: number;
  problem?: string;
}

export interface ChatState {
  /** Undefined until the transcript is here. Oldest first. */
  messages: readonly SandboxMessageJson[] | undefined;
  pending: readonly PendingMessage[];
  /** Ids of what was deleted while this chat was open: an answer that is older than that does not bring it back. */
  deleted: ReadonlySet<number>;
  drafts: readonly SandboxDraft[];
  /** Until when the bot counts as typing, Unix ms. */
  typingUntil: number | null;
  line: "opening" | "live" | "lost";
  /** Why the transcript couldn't be read. */
  problem: string | null;
}

export const NEW_CHAT: ChatState = {
  messages: undefined,
  pending: [],
  deleted: new Set(),
  drafts: [],
  typingUntil: null,
  line: "opening",
  problem: null,
};

export interface ChatEvent {
  messageId?: number;
  message?: SandboxMessageJson;
  draftId?: number;
  text?: string;
  entities?: SandboxDraft["entities"];
}

export type ChatAction =
  | { type: "reset" | "lost" | "quiet" }
  | { type: "failed"; problem: string }
  | { type: "transcript"; transcript: TranscriptJson; now: number }
  | { type: "message" | "edit" | "delete" | "action" | "draft"; event: ChatEvent; now: number }
  | { type: "sending"; pending: PendingMessage }
  | { type: "sent"; localId: string; message: SandboxMessageJson }
  | { type: "unsent"; localId: string; problem: string }
  | { type: "forget"; localId: string };

/** How long Telegram's apps show "typing" after a bot has said so. */
const TYPING_MS = 5_000;

export function chatReducer(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case "reset":
      return NEW_CHAT;
    case "lost":
      return { ...state, line: "lost" };
    case "quiet":
      return { ...state, typingUntil: null };
    case "failed":
      return { ...state, problem: action.problem };
    case "transcript": {
      const { drafts, action: doing } = action.transcript;
      const messages = action.transcript.messages.filter(({ messageId }) => !state.deleted.has(messageId));
      return { ...state, messages, drafts, typingUntil: doing?.expiresAt ?? null, line: "live", problem: null };
    }
    case "message":
    case "edit": {
      const { message } = action.event;
      if (!message) return state;
      const next = { ...state, messages: upsert(state.messages, message), line: "live" as const };
      if (message.from?.isBot) return { ...next, typingUntil: null, drafts: [] };
      return action.type === "edit" ? next : { ...next, pending: withoutTwin(state.pending, message) };
    }
    case "delete": {
      const { messageId: gone = 0 } = action.event;
      const messages = state.messages?.filter(({ messageId }) => messageId !== gone);
      return { ...state, messages, deleted: new Set([...state.deleted, gone]) };
    }
    case "action":
      return { ...state, typingUntil: action.now + TYPING_MS };
    case "draft": {
      const { draftId = 0, text = "", entities = [] } = action.event;
      const others = state.drafts.filter((draft) => draft.draftId !== draftId);
      return { ...state, typingUntil: null, drafts: text ? [...others, { draftId, text, entities }] : others };
    }
    case "sending":
      return { ...state, pending: [...state.pending, action.pending] };
    case "sent":
      return {
        ...state,
        messages: state.deleted.has(action.message.messageId) ? state.messages : upsert(state.messages, action.message),
        pending: state.pending.filter(({ localId }) => localId !== action.localId),
      };
    case "unsent":
      return {
        ...state,
        pending: state.pending.map((one) =>
          one.localId === action.localId ? { ...one, problem: action.problem } : one,
        ),
      };
    case "forget":
      return { ...state, pending: state.pending.filter(({ localId }) => localId !== action.localId) };
  }
}

/** An answer to our own request may come after newer events: what is known to be edited later stays. */
function upsert(messages: readonly SandboxMessageJson[] = [], message: SandboxMessageJson) {
  const index = messages.findIndex(({ messageId }) => messageId === message.messageId);
  if (index === -1) return [...messages, message].sort((a, b) => a.messageId - b.messageId);
  const known = messages[index];
  if (known && (known.editDate ?? 0) > (message.editDate ?? 0)) return messages;
  return messages.with(index, message);
}

/** The event of a message of ours may come before the answer to sending it. */
function withoutTwin(pending: readonly PendingMessage[], message: SandboxMessageJson) {
  const twin = pending.find(
    ({ userId, text, problem }) => !problem && userId === message.from?.id && text.trim() === message.text,
  );
  return twin ? pending.filter((one) => one !== twin) : pending;
}
