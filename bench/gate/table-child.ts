/** Fills the table of verdicts with a million members and prints the bytes by which the process grew. */
import { createVerdictTable } from "#lib/gate/verdict-table.ts";
import { personOf, readWorld } from "./world.ts";

const world = readWorld();
const before = process.memoryUsage.rss();
const born = Date.now() - 1_000;
const table = createVerdictTable({ slots: 1_572_864, born });
for (let n = 0; n < world.crowd.count; n += 1) {
  const known = { state: "member" as const, at: Date.now(), expiresAt: Date.now() + 600_000, updateId: 0 };
  table.put(1, personOf(world, n, n % 2 === 0), known);
}
console.log(JSON.stringify({ verdicts: table.size(), bytes: process.memoryUsage.rss() - before }));
