import { expect, test } from "vitest";
import { type ChatAction, type ChatState, chatReducer, NEW_CHAT } from "#components/sandbox/chat-state.ts";
import type { SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";

const message = (messageId: number, text: string, more: Partial<SandboxMessageJson> = {}): SandboxMessageJson => ({
  messageId,
  date: 1_700_000_000 + messageId,
  editDate: null,
  from: { id: 7, isBot: false, firstName: "Ann", lastName: null },
  text,
  entities: [],
  replyTo: null,
  senderChat: null,
  asChannel: false,
  receiver: null,
  replaces: null,
  threadId: null,
  keyboard: null,
  replyMarkup: null,
  content: null,
  service: null,
  ...more,
});
const bot = { id: 1, isBot: true, firstName: "Bot", lastName: null };
const run = (...actions: ChatAction[]): ChatState => actions.reduce(chatReducer, NEW_CHAT);
const texts = ({ messages }: ChatState) => messages?.map(({ text }) => text);
const now = 1_000_000;
const pending = { localId: "a", userId: 7, text: "hi ", at: now };

test("a message of ours stands once, whichever of its event and its answer comes first", () => {
  const sending = { type: "sending", pending } as const;
  const event = { type: "message", event: { message: message(1, "hi") }, now } as const;
  const sent = { type: "sent", localId: "a", message: message(1, "hi") } as const;
  for (const order of [
    [sending, event, sent],
    [sending, sent, event],
  ] as const) {
    const state = run(...order);
    expect(texts(state)).toEqual(["hi"]);
    expect(state.pending).toEqual([]);
  }
});

test("a message of ours that is deleted before its answer comes stays away, also from a transcript read before that", () => {
  const sending = { type: "sending", pending } as const;
  const event = { type: "message", event: { message: message(1, "hi") }, now } as const;
  const deleted = { type: "delete", event: { messageId: 1 }, now } as const;
  const sent = { type: "sent", localId: "a", message: message(1, "hi") } as const;
  const transcript = { messages: [message(1, "hi"), message(2, "ho")], drafts: [], action: null };
  const state = run(sending, event, deleted, sent);
  expect(texts(state)).toEqual([]);
  expect(state.pending).toEqual([]);
  const read = { type: "transcript", transcript, now } as unknown as ChatAction;
  expect(texts(chatReducer(state, read))).toEqual(["ho"]);
});

test("a message that wasn't taken stays, with the reason, and an event doesn't take it for its own", () => {
  const state = run(
    { type: "sending", pending },
    { type: "unsent", localId: "a", problem: "No." },
    { type: "message", event: { message: message(1, "hi") }, now },
  );
  expect(state.pending).toMatchObject([{ localId: "a", problem: "No." }]);
});

test("edits replace, in place, and never an answer that is newer", () => {
  const state = run(
    { type: "message", event: { message: message(1, "one", { from: bot }) }, now },
    { type: "message", event: { message: message(2, "two") }, now },
    { type: "edit", event: { message: message(1, "one, longer", { from: bot, editDate: 5 }) }, now },
    { type: "message", event: { message: message(1, "one", { from: bot }) }, now },
    { type: "delete", event: { messageId: 2 }, now },
  );
  expect(texts(state)).toEqual(["one, longer"]);
});

test("a draft and typing end when the bot has written", () => {
  const typing = run({ type: "action", event: {}, now });
  expect(typing.typingUntil).toBe(now + 5_000);
  const drafted = chatReducer(typing, { type: "draft", event: { draftId: 3, text: "So", entities: [] }, now });
  expect(drafted).toMatchObject({ typingUntil: null, drafts: [{ draftId: 3, text: "So" }] });
  const written = chatReducer(drafted, {
    type: "message",
    event: { message: message(9, "So it is", { from: bot }) },
    now,
  });
  expect(written).toMatchObject({ typingUntil: null, drafts: [] });
});
