import pg from "pg";
import { databaseUrl } from "#lib/infra/env.ts";
import { KEEP_HOURS_DAYS } from "#lib/usage/keep-hours.ts";
import { addingSql } from "#lib/usage/roll-up-sql.ts";
import { TURN_FACTS, TURN_TABLES } from "#lib/usage/turn-facts.ts";
import type { BulkTenants } from "./bulk-tenants.ts";
import * as sql from "./bulk-usage-sql.ts";

const DAY_MS = 86_400_000;
/** Of a week. */
const DAYS = 7;

/**
 * Writes millions of turns up to now, and all sums of them: one week by drawing, the weeks before by copying it, all by
 * statements over whole days. A few tenants and end users make most of it. What it writes is what the ledger and the
 * roll-up job would have left.
 * @param options.rows about how many charged turns; a hundredth as many failures come with them
 * @param options.endUsers over all teams
 */
export async function bulkUsage(options: {
  tenants: BulkTenants;
  rows: number;
  weeks: number;
  endUsers: number;
  now: Date;
  onProgress?: (done: string) => void;
}): Promise<void> {
  const { tenants, weeks, now, onProgress } = options;
  // Of its own: the pool's queries end after half a minute.
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off; SET work_mem = '128MB'; SET jit = off");
    const indexes = await setIndexesAside(client);
    await client.query(sql.BULK_TABLES);
    for (const statement of [sql.BULK_TEAMS, sql.BULK_MODELS]) await client.query(statement, [JSON.stringify(tenants)]);
    await client.query(sql.BULK_PLACES, [options.endUsers]);
    for (const statement of [sql.BULK_USERS, sql.BULK_END_USERS]) await client.query(statement);
    await client.query("ANALYZE bulk_teams; ANALYZE bulk_models; ANALYZE bulk_places; ANALYZE bulk_users");
    for (let daysAgo = 0; daysAgo <= DAYS; daysAgo += 1) {
      await drawDay(client, { day: dayAgo(now, daysAgo), turns: Math.round(options.rows / weeks / DAYS), now });
      onProgress?.(`${daysAgo} of ${DAYS} days`);
    }
    for (let week = 1; week < weeks; week += 1) {
      await copyWeek(client, { from: dayAgo(now, DAYS), to: dayAgo(now, 1), daysBack: week * DAYS });
      onProgress?.(`${week + 1} of ${weeks} weeks`);
    }
    await client.query(sql.ACTIVE_BITS, [dayAgo(now, DAYS)]);
    await client.query("DELETE FROM usage_hour_totals WHERE slice = 'PLATFORM'");
    await client.query(sql.PLATFORM_HOURS);
    await client.query(sql.WEEKS);
    for (const index of indexes) await client.query(index);
    onProgress?.("indexes");
    for (const table of [...TURN_TABLES, ...SUMS]) await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await client.end();
  }
}

const SUMS = [
  "usage_hour_totals",
  "usage_day_totals",
  "usage_week_totals",
  "usage_daily",
  "end_user_days",
  "end_user_weeks",
  "end_user_numbers",
  "active_end_users",
  "end_users",
];

async function drawDay(client: pg.Client, options: { day: string; turns: number; now: Date }): Promise<void> {
  const { day, turns, now } = options;
  await client.query("BEGIN");
  for (const table of TURN_TABLES) {
    await client.query(`CREATE TEMP TABLE bulk_${table} (LIKE ${table} INCLUDING DEFAULTS) ON COMMIT DROP`);
  }
  await client.query(sql.BULK_TURNS, [turns, day, now]);
  await client.query(sql.BULK_FAILURES, [Math.ceil(turns / 100), day, now]);
  for (const table of TURN_TABLES) {
    await client.query(`INSERT INTO ${table} SELECT * FROM bulk_${table}`);
    await client.query(
      `WITH chunk AS MATERIALIZED (SELECT ${TURN_FACTS[table]} FROM bulk_${table} r),
       ${addingSql({ facts: "chunk", withHours: true })} SELECT 1`,
    );
  }
  await client.query("COMMIT");
}

export async function copyWeek(
  client: pg.Client,
  options: { from: string; to: string; daysBack: number },
): Promise<void> {
  const { from, to, daysBack } = options;
  const values = [from, to, daysBack];
  // A whole week at a time: what is older than the product keeps is pruned by its own job.
  const isHourKept = daysBack < KEEP_HOURS_DAYS;
  const copied = [...TURN_TABLES, "usage_day_totals", "usage_daily", "end_user_days"];
  await client.query("BEGIN");
  for (const table of isHourKept ? [...copied, "usage_hour_totals"] : copied) {
    const { rows } = await client.query<{ name: string }>(sql.COLUMNS_OF, [table]);
    const columns = rows.map(({ name }) => name);
    const where = table === "usage_hour_totals" ? sql.HOURS_OF_DAYS : "day BETWEEN $1::date AND $2::date";
    await client.query(sql.copySql(table, columns, where), values);
  }
  await client.query("COMMIT");
}

function dayAgo(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Drops the indexes of empty tables, which are made much faster once their rows are there. @returns what makes them again */
async function setIndexesAside(client: pg.Client): Promise<string[]> {
  const definitions: string[] = [];
  for (const table of ["usage_records", "usage_daily"]) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rowCount) continue;
    const { rows } = await client.query<{ name: string; definition: string }>(sql.INDEXES_OF, [table]);
    for (const { name, definition } of rows) {
      await client.query(`DROP INDEX "${name}"`);
      definitions.push(definition);
    }
  }
  return definitions;
}
