import { expect, test } from "vitest";
import { noteRefusedChat } from "./refused-chats.ts";

test("five chats refused within a second are the bot's own 429; one chat's, or slower ones, are not", () => {
  for (let at = 0; at < 900; at += 100) expect(noteRefusedChat("one", "7", at)).toBe(false);
  for (let chat = 0; chat < 20; chat += 1) expect(noteRefusedChat("slow", `${chat}`, chat * 250)).toBe(false);
  const fast = [1, 2, 3, 4, 5].map((chat) => noteRefusedChat("fast", `${chat}`, chat * 200));
  expect(fast).toEqual([false, false, false, false, true]);
  expect(noteRefusedChat("other", "1", 1_000)).toBe(false);
});
