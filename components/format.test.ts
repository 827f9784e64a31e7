import { describe, expect, it } from "vitest";
import { formatBucket, formatCount, formatMs, formatRelative, formatShare, formatUsd } from "#components/format.ts";

describe("formatUsd", () => {
  it.each([
    ["0", "$0.00"],
    ["12300000", "$0.0123"],
    ["500000000", "$0.50"],
    ["42", "$0.000000042"],
    ["1204312345678", "$1,204.31"],
    ["-1500000000", "-$1.50"],
    ["9007199254740993000000000", "$9,007,199,254,740,993.00"],
  ])("%s nano-USD is %s", (nano, text) => {
    expect(formatUsd(nano)).toBe(text);
  });

  it("shortens large sums on request only", () => {
    expect(formatUsd("12345000000000", { compact: true })).toBe("$12.3K");
    expect(formatUsd("12345000000000")).toBe("$12,345.00");
  });
});

describe("formatCount", () => {
  it("keeps small counts exact and shortens from ten thousand", () => {
    expect(formatCount(9_999)).toBe("9,999");
    expect(formatCount("12345")).toBe("12.3K");
    expect(formatCount("9007199254740993", { exact: true })).toBe("9,007,199,254,740,993");
  });
});

describe("formatShare and formatMs", () => {
  it("rounds to what is worth reading", () => {
    expect(formatShare(0.004)).toBe("0.4%");
    expect(formatShare(0.8666)).toBe("87%");
    expect([formatMs(319.6), formatMs(1_849), formatMs(240_000)]).toEqual(["320 ms", "1.8s", "4 min"]);
  });
});

describe("formatRelative", () => {
  const now = Date.UTC(2026, 4, 20, 12);
  it.each([
    [0, "now"],
    [-50, "1 min. ago"],
    [-3 * 3_600, "3 hr. ago"],
    [-86_400, "yesterday"],
    [2 * 86_400, "in 2 days"],
  ])("%i s from now is %s", (seconds, text) => {
    expect(formatRelative(now + seconds * 1_000, now)).toBe(text);
  });
});

describe("formatBucket", () => {
  it("shifts an instant into the zone, a plain day never", () => {
    expect(formatBucket("2026-03-01T22:30:00Z", "day", { timeZone: "Asia/Tehran" })).toBe("Mar 2");
    expect(formatBucket("2026-03-01", "day", { timeZone: "America/Los_Angeles" })).toBe("Mar 1");
    expect(formatBucket("2026-03", "month", { timeZone: "America/Los_Angeles" })).toBe("Mar 2026");
  });
});
