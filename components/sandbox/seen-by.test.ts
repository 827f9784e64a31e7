import { expect, test } from "vitest";
import type { SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";
import { seenBy } from "#components/sandbox/seen-by.ts";

const message = (messageId: number, more: Partial<SandboxMessageJson> = {}): SandboxMessageJson => ({
  ...{ messageId, date: messageId, editDate: null, from: null, senderChat: null, asChannel: false, receiver: null },
  ...{ replaces: null, threadId: null, text: `${messageId}`, entities: [], replyTo: null, keyboard: null },
  ...{ replyMarkup: null, content: null, service: null },
  ...more,
});
const ann = { id: 7, firstName: "Ann", lastName: null };
const ids = (messages: SandboxMessageJson[]) => messages.map(({ messageId }) => messageId);

test("a message for one reader is theirs alone, in the place of the one it replaces", () => {
  const messages = [message(1), message(2, { receiver: ann, replaces: 1 }), message(3)];
  expect(ids(seenBy(messages, { readerId: 7, threadId: undefined }))).toEqual([2, 3]);
  expect(ids(seenBy(messages, { readerId: 8, threadId: undefined }))).toEqual([1, 3]);
});

test("a topic has its own messages, the general one those of none", () => {
  const messages = [message(1), message(2, { threadId: 2 }), message(3, { threadId: 2 })];
  expect(ids(seenBy(messages, { readerId: 7, threadId: 2 }))).toEqual([2, 3]);
  expect(ids(seenBy(messages, { readerId: 7, threadId: null }))).toEqual([1]);
});
