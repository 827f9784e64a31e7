/** `npm run structure`: the arrows between folders, where process.env is read, long files, and texts outside of messages. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { untranslatedStrings } from "./untranslated-strings.ts";

const FOLDERS = ["app", "components", "messages", "lib", "workers", "sandbox", "prisma", "scripts"];
const MOST_LINES = 350;
// The start and test commands hand the environment on to the processes they start.
const MAY_READ_ENV = /^(lib\/infra\/env\.ts|scripts\/|sandbox\/main\.ts|tests\/|bench\/)/;

const { forbidden, options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...FOLDERS], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /\.tsx?$/.test(path));

const problems: string[] = [];
const { output } = await cruise(FOLDERS, { ...options, ruleSet: { forbidden }, validate: true });
const result = output as ICruiseResult;
for (const { rule, from, to } of result.summary.violations) problems.push(`${rule.name}: ${from} imports ${to}`);

const seen = new Set(result.modules.map((module) => module.source));
const missed = files.filter((path) => !seen.has(path));
if (missed.length > 0)
  problems.push(`the checker did not see ${missed.length} of ${files.length} files, ${missed[0]} first`);

for (const path of files) {
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").length;
  if (lines > MOST_LINES) problems.push(`${path} has ${lines} lines: past ${MOST_LINES} it is two files`);
  if (text.includes("process.env") && !MAY_READ_ENV.test(path) && !/\.test\.tsx?$/.test(path)) {
    problems.push(`${path} reads process.env: lib/infra/env.ts alone does`);
  }
  if (/^(app|components)\//.test(path) && !/\.test\.tsx?$/.test(path)) {
    for (const text of untranslatedStrings(path)) problems.push(`${text}: in no message file`);
  }
}

if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join("\n"));
  process.exit(1);
}
console.log(`✓ ${files.length} files keep to the structure`);
