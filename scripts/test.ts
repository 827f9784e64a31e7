/**
 * `npm test`: everything that needs neither a browser nor root. Runs every step even when one fails, so that one run
 * shows all that is wrong, and ends with what passed and failed. A few test files that failed while others shared the
 * machine are run again by themselves, and named: slow is not broken.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { COUNTS, type Count, countVitest } from "./count-tests.ts";
import { planSecondLook, readReport } from "./second-look.ts";

const RESULTS = "test-results/vitest.json";
const VITEST = "node_modules/vitest/vitest.mjs";

const STEPS = [
  { name: "types", command: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  { name: "lint", command: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"] },
  { name: "structure", command: ["scripts/check-structure.ts"] },
  { name: "dead code", command: ["node_modules/knip/bin/knip.js"] },
  {
    name: "tests",
    command: [VITEST, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}`],
  },
];

mkdirSync("test-results", { recursive: true });
for (const file of [RESULTS, COUNTS]) rmSync(file, { force: true });
const failed: string[] = [];
for (const { name, command } of STEPS) {
  console.log(`\n── ${name}`);
  // In CI the browser tests come next: the dashboard is built while most tests wait for something.
  const isBuilt = name === "tests" && process.env.CI ? run(["scripts/build.ts"]) : true;
  if (!(await run(command))) failed.push(name);
  if (!(await isBuilt)) failed.push("build");
}

let count: Count = countVitest(RESULTS);
const report = failed.includes("tests") ? readReport(RESULTS) : null;
const second = report && planSecondLook(report);
if (second) {
  console.log("\n── the failed files again, by themselves");
  if (await run([VITEST, "run", "--maxWorkers=1", ...second.files])) {
    failed.splice(failed.indexOf("tests"), 1);
    count = { passed: count.passed + count.failed, failed: 0 };
    console.log(`\nFailed beside others, and passed alone: ${second.tests.join("; ") || second.files.join(", ")}`);
  }
}
writeFileSync(COUNTS, JSON.stringify(count));
if (failed.length > 0) console.log(`\nFailed: ${failed.join(", ")}`);
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(failed.length > 0 || count.passed === 0 ? 1 : 0);

async function run(command: string[]): Promise<boolean> {
  const [code] = await once(spawn(process.execPath, command, { stdio: "inherit" }), "exit");
  return code === 0;
}
