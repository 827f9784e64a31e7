import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** More failed files than this are no matter of a busy machine. */
const MOST_FILES = 3;
/** Two of many that race for the last units: a single overshoot counts, however rarely it happens. */
const EXACT = /race|idempoten|top-ups/;

interface Report {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

export interface SecondLook {
  /** Paths of the test files to run again. */
  files: string[];
  /** Full names of the tests that failed. */
  tests: string[];
}

/**
 * Which test files deserve to be run again by themselves, after a run in which many shared the machine. What fails by
 * itself too is broken; what passes then was too slow for its neighbours.
 * @param report vitest's JSON report
 * @returns null when there is nothing to look at again, or too much, or something that must never fail
 */
export function planSecondLook(report: Report): SecondLook | null {
  const failed = report.testResults.filter((file) => file.status !== "passed");
  const files = [...new Set(failed.map((file) => relative(process.cwd(), file.name)))];
  if (files.length === 0 || files.length > MOST_FILES || files.some((file) => EXACT.test(file))) return null;
  const tests = failed.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName),
  );
  return { files, tests };
}

/** @param file vitest's JSON report; one that is missing or cut off gives null */
export function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
