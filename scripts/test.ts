/**
 * `npm test`: everything that needs neither a browser nor root. Runs every step even when one fails, so that one run
 * shows all that is wrong, and ends with what passed and failed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { type Count, countVitest } from "./count-tests.ts";

const RESULTS = "test-results/vitest.json";

const STEPS = [
  { name: "types", command: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  { name: "lint", command: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"] },
  { name: "structure", command: ["scripts/check-structure.ts"] },
  { name: "dead code", command: ["node_modules/knip/bin/knip.js"] },
  {
    name: "tests",
    command: [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${RESULTS}`,
    ],
  },
];

mkdirSync("test-results", { recursive: true });
rmSync(RESULTS, { force: true });
const failed: string[] = [];
for (const { name, command } of STEPS) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (status !== 0) failed.push(name);
}

const count: Count = countVitest(RESULTS);
if (failed.length > 0) console.log(`\nFailed: ${failed.join(", ")}`);
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(failed.length > 0 || count.passed === 0 ? 1 : 0);
