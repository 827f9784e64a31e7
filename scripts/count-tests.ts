import { existsSync, readFileSync } from "node:fs";

export interface Count {
  passed: number;
  failed: number;
}

/** Reads vitest's JSON report; no report counts as nothing passed. */
export function countVitest(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests };
}

/** Reads Playwright's JSON report; a test that passed on a retry counts as failed, because it is not to be trusted. */
export function countPlaywright(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

if (import.meta.main) {
  const counts = [countVitest("test-results/vitest.json"), countPlaywright("test-results/playwright.json")];
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
}
