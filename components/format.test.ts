import { describe, expect, it } from "vitest";
import { createFormat } from "#components/format.ts";

const format = createFormat("en");

describe("usd", () => {
  it.each([
    ["0", "$0.00"],
    ["12300000", "$0.0123"],
    ["500000000", "$0.50"],
    ["42", "$0.000000042"],
    ["1204312345678", "$1,204.31"],
    ["-1500000000", "-$1.50"],
    ["9007199254740993000000000", "$9,007,199,254,740,993.00"],
  ])("%s nano-USD is %s", (nano, text) => {
    expect(format.usd(nano)).toBe(text);
  });

  it("shortens large sums on request only", () => {
    expect(format.usd("12345000000000", { compact: true })).toBe("$12.3K");
    expect(format.usd("12345000000000")).toBe("$12,345.00");
  });
});

describe("count", () => {
  it("keeps small counts exact and shortens from ten thousand", () => {
    expect(format.count(9_999)).toBe("9,999");
    expect(format.count("12345")).toBe("12.3K");
    expect(format.count("9007199254740993", { exact: true })).toBe("9,007,199,254,740,993");
  });
});

describe("share and ms", () => {
  it("rounds to what is worth reading", () => {
    expect(format.share(0.004)).toBe("0.4%");
    expect(format.share(0.8666)).toBe("87%");
    expect([format.ms(319.6), format.ms(1_849), format.ms(240_000)]).toEqual(["320 ms", "1.8s", "4 min"]);
  });
});

describe("relative", () => {
  const now = Date.UTC(2026, 4, 20, 12);
  it.each([
    [0, "now"],
    [-50, "1 min. ago"],
    [-3 * 3_600, "3 hr. ago"],
    [-86_400, "yesterday"],
    [2 * 86_400, "in 2 days"],
  ])("%i s from now is %s", (seconds, text) => {
    expect(format.relative(now + seconds * 1_000, now)).toBe(text);
  });
});

describe("bucket", () => {
  it("shifts an instant into the zone, a plain day never", () => {
    expect(format.bucket("2026-03-01T22:30:00Z", "day", { timeZone: "Asia/Tehran" })).toBe("Mar 2");
    expect(format.bucket("2026-03-01", "day", { timeZone: "America/Los_Angeles" })).toBe("Mar 1");
    expect(format.bucket("2026-03", "month", { timeZone: "America/Los_Angeles" })).toBe("Mar 2026");
  });
});
