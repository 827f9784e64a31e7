/** Compares ledger, rows and rollups of all teams (or of those given by id), prints every difference, and exits 1 if there is one. */
import { systemClock } from "../lib/infra/clock.ts";
import { closeDb } from "../lib/infra/db.ts";
import { reconcile } from "../lib/usage/reconcile.ts";

const teamIds = process.argv.slice(2);
const { checked, drifts } = await reconcile({ now: systemClock.now(), ...(teamIds.length > 0 ? { teamIds } : {}) });
for (const { kind, teamId, subject, expected, actual } of drifts) {
  const figures = (["requests", "tokens", "cost"] as const)
    .map((unit) => `${unit} ${actual[unit]} instead of ${expected[unit]}`)
    .join(", ");
  console.log(`${kind} ${subject} of team ${teamId}: ${figures}`);
}
console.log(`${checked} compared, ${drifts.length} drifts.`);
await closeDb();
process.exitCode = drifts.length > 0 ? 1 : 0;
