import { describe, expect, it } from "vitest";
import { dayRange, monthRange } from "#components/usage/day-range.ts";

describe("dayRange", () => {
  it("counts back from the viewer's today, with the period before", () => {
    const range = dayRange({ days: 7, now: new Date("2026-03-10T08:00:00Z"), timeZone: "UTC" });
    expect(range).toEqual({ from: "2026-03-04", to: "2026-03-10", today: "2026-03-10", compareFrom: "2026-02-25" });
  });

  it("reaches into tomorrow when it has begun somewhere", () => {
    const range = dayRange({ days: 7, now: new Date("2026-03-10T20:00:00Z"), timeZone: "America/New_York" });
    expect(range).toMatchObject({ from: "2026-03-04", today: "2026-03-10", to: "2026-03-11" });
  });

  it("knows that today may be tomorrow already where the viewer is", () => {
    const range = dayRange({ days: 1, now: new Date("2026-12-31T18:00:00Z"), timeZone: "Asia/Ho_Chi_Minh" });
    expect(range).toMatchObject({ from: "2027-01-01", today: "2027-01-01", to: "2027-01-01" });
  });
});

describe("monthRange", () => {
  it("starts on the first where the viewer is", () => {
    expect(monthRange({ now: new Date("2026-02-28T23:30:00Z"), timeZone: "Europe/Berlin" }).from).toBe("2026-03-01");
  });
});
