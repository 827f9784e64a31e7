/**
 * `node scripts/seed-usage.ts [millions of turns] [weeks] [teams]`: fills the database of the settings with tenants and what
 * they used, rollups included. For measuring and for looking at full charts; it takes minutes, and nothing takes it back.
 */

import { closeDb } from "../lib/infra/db.ts";
import { bulkLimits } from "../prisma/demo/bulk-limits.ts";
import { bulkTenants } from "../prisma/demo/bulk-tenants.ts";
import { bulkUsage } from "../prisma/demo/bulk-usage.ts";

const [millions = 1, weeks = 13, teams = 200] = process.argv.slice(2).map(Number);
if (!(millions > 0 && weeks >= 1 && teams >= 1)) {
  console.error("Usage: npm run seed:usage -- [millions of turns, 1] [weeks, 13] [teams, 200]");
  process.exit(2);
}
const startedAt = performance.now();
const now = new Date();
const tenants = await bulkTenants(teams);
await bulkUsage({
  ...{ tenants, weeks, now, rows: millions * 1_000_000, endUsers: Math.max(1_000, millions * 4_000) },
  onProgress: (done) => console.log(`${done}, ${seconds()} s`),
});
await bulkLimits({ tenants, now });
await closeDb();
console.log(`${millions} million turns of ${teams} teams in ${seconds()} s.`);

function seconds(): number {
  return Math.round((performance.now() - startedAt) / 1_000);
}
