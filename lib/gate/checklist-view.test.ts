import { expect, test } from "vitest";
import { checklistStatus, viewChecklist } from "./checklist-view.ts";

const now = new Date("2026-03-04T10:00:00Z");
const later = new Date(now.getTime() + 1);
const open = { state: "OPEN", dueAt: later, isGuarded: true, isInside: false, now } as const;

test.each([
  ["open while there is time", {}, "open"],
  ["the admins' at the moment its time is up", { dueAt: now }, "queued"],
  ["the admins' once it was left to them", { state: "QUEUED" }, "queued"],
  ["done once it was finished, whatever became of the group", { state: "ADMITTED", isGuarded: false }, "admitted"],
  ["done also for who was let in and has left again", { state: "ADMITTED", dueAt: now }, "admitted"],
  ["needless for who is in by another way", { isInside: true, state: "QUEUED" }, "member"],
  ["needless for who is in a group that is not protected", { isInside: true, isGuarded: false }, "member"],
  ["over where nothing is protected any more", { isGuarded: false, dueAt: now }, "over"],
] as const)("a checklist is %s", (_, facts, status) => {
  expect(checklistStatus({ ...open, ...facts })).toBe(status);
});

test("each channel leads somewhere if its address is known, and is not known to be joined until it is", () => {
  const channel = (id: string, more: object) => ({
    id,
    chatId: -1,
    title: id,
    username: null,
    inviteLink: null,
    ...more,
  });
  const channels = [channel("public", { username: "news" }), channel("private", { inviteLink: "https://t.me/+x" })];
  const view = viewChecklist({
    status: "open",
    group: { title: "Talk", rule: "ANY", channels: [...channels, channel("hidden", {})] },
    verdicts: [
      { channelId: "public", state: "member" },
      { channelId: "private", state: "not_member" },
    ],
    expiresAt: later,
  });
  expect(view).toMatchObject({ status: "open", rule: "any", group: { title: "Talk" } });
  expect(view.channels.map(({ url, state }) => [url, state])).toEqual([
    ["https://t.me/news", "member"],
    ["https://t.me/+x", "not_member"],
    [null, "unknown"],
  ]);
});
