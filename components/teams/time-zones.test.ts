import { expect, it } from "vitest";
import { timeZoneOptions } from "#components/teams/time-zones.ts";

it("lists every zone once, by today's names, with its offset", () => {
  const values = timeZoneOptions().map(({ value }) => value);
  expect(new Set(values).size).toBe(values.length);
  expect(values).toContain("Asia/Ho_Chi_Minh");
  expect(values).not.toContain("Asia/Saigon");
  expect(timeZoneOptions().find(({ value }) => value === "Asia/Tehran")).toMatchObject({ description: "UTC+03:30" });
});
