import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LATENCY_BOUNDS, LATENCY_BUCKETS, latencyPercentile } from "./latency-buckets.ts";

function histogram(latencies: number[]): number[] {
  const counts = new Array<number>(LATENCY_BUCKETS).fill(0);
  for (const ms of latencies) {
    const bucket = LATENCY_BOUNDS.filter((bound) => bound <= ms).length;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

function exact(latencies: number[], share: number): number {
  const sorted = [...latencies].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}

describe("latencyPercentile", () => {
  test("bounds ascend to more than two minutes", () => {
    expect([...LATENCY_BOUNDS].sort((a, b) => a - b)).toEqual(LATENCY_BOUNDS);
    expect(new Set(LATENCY_BOUNDS).size).toBe(LATENCY_BUCKETS - 1);
    expect([LATENCY_BOUNDS[0], LATENCY_BOUNDS.at(-1)]).toEqual([4, 131_072]);
  });

  test("without requests there is none", () => {
    expect(latencyPercentile({ counts: histogram([]), share: 0.5 })).toBe(null);
  });

  test.each([0.01, 0.5, 0.95, 0.99, 1])("is never further off than its bucket is wide: %f", (share) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 4, max: 120_000 }), { minLength: 1, maxLength: 300 }), (latencies) => {
        const estimate = latencyPercentile({ counts: histogram(latencies), share }) as number;
        const truth = exact(latencies, share);
        // Whole milliseconds widen the lowest buckets a little.
        expect(estimate / truth).toBeGreaterThan(0.66);
        expect(estimate / truth).toBeLessThan(1.51);
      }),
    );
  });

  test("of many requests it is within 3 %", () => {
    const latencies = Array.from({ length: 10_000 }, (_, n) => Math.round(200 * 1.0004 ** n));
    for (const share of [0.5, 0.95]) {
      const ratio = (latencyPercentile({ counts: histogram(latencies), share }) as number) / exact(latencies, share);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
    }
  });
});
