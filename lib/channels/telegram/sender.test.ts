import { GrammyError } from "grammy";
import { expect, test } from "vitest";
import { classifyTelegramError } from "./classify-error.ts";
import { BOT_PACE, fullBucket, GROUP_PACE, PRIVATE_PACE, refill, waitFor } from "./pace.ts";
import { createSender } from "./sender.ts";

const task = { chatId: 1, isGroup: false, maxWaitMs: 5_000, idempotent: false };

function telegramError(code: number, description: string, parameters = {}): GrammyError {
  return new GrammyError("failed", { ok: false, error_code: code, description, parameters }, "sendMessage", {});
}

test.each([
  [telegramError(403, "Forbidden: bot was blocked by the user"), { reason: "forbidden" }],
  [telegramError(400, "Bad Request: chat not found"), { reason: "forbidden" }],
  [telegramError(400, "Bad Request: message thread not found"), { reason: "forbidden" }],
  [telegramError(400, "Bad Request: message is not modified: x"), { reason: "not_modified" }],
  [telegramError(400, "Bad Request: message to edit not found"), { reason: "gone" }],
  [telegramError(400, "Bad Request: message can't be edited"), { reason: "gone" }],
  [telegramError(400, "Bad Request: can't parse entities: x"), { reason: "bad_markup" }],
  [telegramError(400, "Bad Request: message is too long"), { reason: "rejected" }],
  [telegramError(400, "x", { migrate_to_chat_id: -100 }), { reason: "migrated", toRoomId: "-100" }],
  [telegramError(401, "Unauthorized"), { reason: "unauthorized" }],
  [telegramError(404, "Not Found"), { reason: "unauthorized" }],
  [telegramError(429, "x", { retry_after: 7 }), { reason: "wait", seconds: 7 }],
  [telegramError(502, "Bad Gateway"), { reason: "unknown" }],
  [new Error("socket hang up"), { reason: "unknown" }],
])("%s means %o", (error, expected) => {
  expect(classifyTelegramError(error)).toMatchObject({ ok: false, ...expected });
});

test("a burst goes at once, then one per second; a group's twenty per minute", () => {
  let bucket = fullBucket(PRIVATE_PACE, 0);
  for (let sent = 0; sent < PRIVATE_PACE.burst; sent += 1) {
    expect(waitFor(bucket, PRIVATE_PACE, 0)).toBe(0);
    bucket = { ...bucket, tokens: bucket.tokens - 1 };
  }
  expect(waitFor(bucket, PRIVATE_PACE, 0)).toBe(1_000);
  expect(waitFor(bucket, PRIVATE_PACE, 400)).toBe(600);
  expect(refill(bucket, PRIVATE_PACE, 60_000).tokens).toBe(PRIVATE_PACE.burst);
  expect(waitFor({ tokens: 0, at: 0 }, GROUP_PACE, 0)).toBe(3_000);
  // A clock that is set back neither gives tokens nor takes them.
  expect(refill({ tokens: 1, at: 5_000 }, BOT_PACE, 0).tokens).toBe(1);
});

test("calls of one chat keep their order, and a 429 silences that chat alone", async () => {
  const sender = createSender();
  const order: string[] = [];
  let refusals = 1;
  const call = (chatId: number, name: string) =>
    sender.perform({
      ...task,
      chatId,
      run: async () => {
        if (name === "a1" && refusals-- > 0) throw telegramError(429, "slow down", { retry_after: 1 });
        order.push(name);
      },
    });
  await Promise.all([call(1, "a1"), call(1, "a2"), call(2, "b1")]);
  expect(order).toEqual(["b1", "a1", "a2"]);
});

test("what cannot go within its time is told how long it would have to wait", async () => {
  const sender = createSender();
  const run = async () => {
    throw telegramError(429, "slow down", { retry_after: 30 });
  };
  expect(await sender.perform({ ...task, run })).toEqual({ ok: false, reason: "wait", seconds: 30 });
  expect(await sender.perform({ ...task, maxWaitMs: 0, run: async () => 1 })).toMatchObject({ reason: "wait" });
});

test("an edit of unknown outcome is repeated, a send is not", async () => {
  const sender = createSender();
  let calls = 0;
  const run = async () => {
    calls += 1;
    if (calls < 3) throw new Error("socket hang up");
    return "done";
  };
  expect(await sender.perform({ ...task, idempotent: true, run })).toEqual({ ok: true, value: "done" });
  calls = 0;
  expect(await sender.perform({ ...task, chatId: 2, run })).toMatchObject({ ok: false, reason: "unknown" });
  expect(calls).toBe(1);
});
