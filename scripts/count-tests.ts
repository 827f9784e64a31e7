import { existsSync, readFileSync } from "node:fs";

export interface Count {
  passed: number;
  failed: number;
}

/** What `npm test` counted. */
export const COUNTS = "test-results/counts.json";

/** Reads vitest's JSON report; no report counts as nothing passed. */
export function countVitest(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests };
}

/** Reads Playwright's JSON report; a test that passed when it was tried again counts as passed; Playwright names it. */
export function countPlaywright(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

function readCounts(): Count {
  return existsSync(COUNTS) ? JSON.parse(readFileSync(COUNTS, "utf8")) : { passed: 0, failed: 0 };
}

if (import.meta.main) {
  const counts = [readCounts(), countPlaywright("test-results/playwright.json")];
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
}
