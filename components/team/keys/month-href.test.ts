import { expect, test } from "vitest";
import { monthHref } from "#components/team/keys/month-href.ts";

test("the month is the one of the team's zone", () => {
  const now = new Date("2026-02-28T22:30:00Z");
  const href = (timeZone: string) => monthHref({ team: { id: "t", timeZone }, lineageId: "k", now });
  expect(href("UTC")).toBe("/usage?team=t&key=k&from=2026-02-01&to=2026-02-28");
  expect(href("Asia/Tehran")).toBe("/usage?team=t&key=k&from=2026-03-01&to=2026-03-01");
});
