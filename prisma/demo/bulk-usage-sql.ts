import { settingBitsSql } from "#lib/usage/active-bits.ts";
import { sumHistogramsSql } from "#lib/usage/latency-buckets.ts";
import { NIL_UUID } from "#lib/usage/nil-uuid.ts";
import { FIGURE_COLUMNS, weekSql } from "#lib/usage/turn-facts.ts";

const SUMMED = FIGURE_COLUMNS.map((column) => `sum(${column})`).join(", ");

/** Temporary tables of tenants, numbered from 1, and of end users, numbered within team and place (1 API, 2 and 3 bots). */
export const BULK_TABLES = `
CREATE TEMP TABLE bulk_teams (n int PRIMARY KEY, id uuid, time_zone text, places uuid[], keys uuid[]);
CREATE TEMP TABLE bulk_models (n int PRIMARY KEY, public_id text, provider_id uuid, input_nano int, output_nano int);
CREATE TEMP TABLE bulk_places (team int, place int, users int, PRIMARY KEY (team, place));
CREATE TEMP TABLE bulk_users (team int, place int, n int, id uuid, PRIMARY KEY (team, place, n))`;

/** $1: the tenants of bulk-tenants.ts as JSON. */
export const BULK_TEAMS = `
INSERT INTO bulk_teams
SELECT t.n, (t.team ->> 'id')::uuid, t.team ->> 'timeZone',
       ARRAY(SELECT (c.value ->> 'id')::uuid FROM jsonb_array_elements($1::jsonb -> 'connections') WITH ORDINALITY c(value, n)
              WHERE c.value ->> 'teamId' = t.team ->> 'id' ORDER BY c.n),
       ARRAY(SELECT (k.value ->> 'id')::uuid FROM jsonb_array_elements($1::jsonb -> 'keys') WITH ORDINALITY k(value, n)
              WHERE k.value ->> 'teamId' = t.team ->> 'id' ORDER BY k.n)
  FROM jsonb_array_elements($1::jsonb -> 'teams') WITH ORDINALITY t(team, n)`;

export const BULK_MODELS = `
INSERT INTO bulk_models
SELECT n, value ->> 'publicId', (value ->> 'providerId')::uuid, (value ->> 'inputNano')::int, (value ->> 'outputNano')::int
  FROM jsonb_array_elements($1::jsonb -> 'models') WITH ORDINALITY m(value, n)`;

/** $1: how many end users in all; the n-th team has its n-th part of them (Zipf). */
export const BULK_PLACES = `
INSERT INTO bulk_places
SELECT t.n, p.place, greatest(1, round($1::int * p.share / t.n / (SELECT sum(1.0 / n) FROM bulk_teams)))
  FROM bulk_teams t, (VALUES (1, 0.4), (2, 0.4), (3, 0.2)) p(place, share)`;

export const BULK_USERS = `
INSERT INTO bulk_users SELECT p.team, p.place, g, uuidv7() FROM bulk_places p, generate_series(1, p.users) g`;

export const BULK_END_USERS = `
INSERT INTO end_users (id, team_id, connection_id, external_id, name, updated_at)
SELECT u.id, t.id, t.places[u.place], 'bulk-' || u.n, CASE WHEN u.n % 4 > 0 THEN 'Person ' || u.n END, now()
  FROM bulk_users u JOIN bulk_teams t ON t.n = u.team`;

/** Draws $1 turns of the team-local day $2: of the n-th team n times as rarely as of the first (Zipf), most at midday. */
const DICE = `
WITH dice AS MATERIALIZED (
  SELECT least(teams.most, floor(exp(random() * ln(teams.most + 1)))::int) AS team, random() AS who, random() AS which,
         CASE WHEN random() < 0.45 THEN 1 WHEN random() < 0.65 THEN 2 ELSE 3 END AS place,
         1 + floor(6 * random() ^ 2)::int AS model, 1 + floor(3 * random() ^ 2)::int AS key, random() AS fate, random() AS taste,
         20 + (1500 * random() ^ 3)::int AS tokens_in, 10 + (900 * random() ^ 2)::int AS tokens_out,
         random() ^ 2 AS slowness,
         interval '24 hours' * CASE WHEN random() < 0.4 THEN random() ELSE (random() + random()) / 2 END AS into_day
    FROM generate_series(1, $1::int) g, (SELECT count(*)::int AS most FROM bulk_teams) teams
), drawn AS (
  SELECT d.*, $2::date AS day, ($2::date::timestamp AT TIME ZONE t.time_zone) + d.into_day AS occurred_at, t.id AS team_id, t.places, m.public_id, m.provider_id, m.input_nano, m.output_nano,
         CASE WHEN d.place = 1 THEN t.keys[coalesce(1 + u.n % 3, d.key)] END AS key_id, u.id AS end_user_id,
         (120 + 700 * d.slowness)::int AS first_byte_ms
    FROM dice d
    JOIN bulk_teams t ON t.n = d.team
    JOIN bulk_places p ON p.team = d.team AND p.place = d.place
    LEFT JOIN bulk_users u ON u.team = d.team AND u.place = d.place AND u.n = 1 + floor(p.users * d.who ^ 2)::int
     -- Some callers of the API name no end user.
     AND (d.place > 1 OR d.which < 0.7)
    -- Most people stay with their model, and each application with its key.
    JOIN bulk_models m ON m.n = CASE WHEN d.taste < 0.85 AND u.n IS NOT NULL THEN 1 + (u.n % 9) * (u.n % 9) / 14 ELSE d.model END
)`;

const PLACE = `team_id, key_id, key_id, end_user_id, CASE WHEN end_user_id IS NOT NULL THEN places[place] END,
       (ARRAY['api', 'telegram', 'discord'])[place], public_id`;

export const BULK_TURNS = `
INSERT INTO bulk_usage_records (id, team_id, key_id, key_lineage_id, end_user_id, connection_id, channel, model, provider_id,
    tokens_in, tokens_out, cost_nano, latency_ms, first_byte_ms, status, idempotency_key, request_id, occurred_at, day,
    rolled_up)
${DICE}
SELECT uuidv7(occurred_at - now()), ${PLACE}, provider_id, tokens_in, tokens_out,
       tokens_in::bigint * input_nano + tokens_out::bigint * output_nano,
       first_byte_ms + (tokens_out * (4 + 10 * slowness))::int, first_byte_ms,
       (CASE WHEN fate < 0.985 THEN 'OK' WHEN fate < 0.998 THEN 'PARTIAL' ELSE 'INTERRUPTED' END)::"UsageStatus",
       'call-' || gen_random_uuid(), gen_random_uuid()::text, occurred_at, day, true
  FROM drawn WHERE occurred_at < $3::timestamptz ORDER BY occurred_at`;

export const BULK_FAILURES = `
INSERT INTO bulk_turn_failures (id, team_id, key_id, key_lineage_id, end_user_id, connection_id, channel, model, kind, code,
    latency_ms, request_id, occurred_at, day, rolled_up)
${DICE}
SELECT uuidv7(occurred_at - now()), ${PLACE},
       (CASE WHEN fate < 0.55 THEN 'FAILED' ELSE 'REFUSED' END)::"FailureKind",
       CASE WHEN fate < 0.2 THEN 'provider_timeout' WHEN fate < 0.4 THEN 'provider_server' WHEN fate < 0.55 THEN 'provider_throttled'
            WHEN fate < 0.85 THEN 'quota_exceeded' ELSE 'rate_limited' END,
       CASE WHEN fate < 0.55 THEN first_byte_ms * 5 ELSE 1 END, gen_random_uuid()::text, occurred_at, day, true
  FROM drawn WHERE occurred_at < $3::timestamptz ORDER BY occurred_at`;

/** The indexes of the table $1, but for its primary key. */
export const INDEXES_OF = `
SELECT i.relname AS name, pg_get_indexdef(x.indexrelid) AS definition
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
 WHERE x.indrelid = $1::regclass AND NOT x.indisprimary`;

/** Copies what a table has of the days from $1 to $2 to $3 days before. */
export function copySql(table: string, columns: string[], where: string): string {
  const values = columns.map((column) => MOVED[column] ?? column);
  return `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM ${table} WHERE ${where}`;
}

/** What tells a copied row from the one it was copied from. */
const MOVED: Record<string, string> = {
  id: "uuidv7(occurred_at - $3::int * interval '1 day' - now())",
  idempotency_key: "'call-' || gen_random_uuid()",
  occurred_at: "occurred_at - $3::int * interval '1 day'",
  day: "day - $3::int",
  hour: "hour - $3::int * interval '1 day'",
};

export const COLUMNS_OF = `
SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1
 ORDER BY ordinal_position`;

/** The bits of all days before one; the end users have their numbers from the days that were drawn. */
export const ACTIVE_BITS = settingBitsSql(`
  SELECT DISTINCT d.day, n.number FROM end_user_days d JOIN end_user_numbers n USING (team_id, end_user_id)
   WHERE d.day < $1::date AND d.requests > 0`);

/** The weeks of all days, made anew. */
export const WEEKS = `
TRUNCATE usage_week_totals, end_user_weeks;
INSERT INTO usage_week_totals (slice, team_id, week, channel, model, key_lineage_id, connection_id, ${FIGURE_COLUMNS.join(", ")}, latency)
SELECT slice, team_id, ${weekSql("day")}, channel, model, key_lineage_id, connection_id, ${SUMMED}, ${sumHistogramsSql("latency")}::int[]
  FROM usage_day_totals GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO end_user_weeks (team_id, week, end_user_id, key_lineage_id, ${FIGURE_COLUMNS.join(", ")})
SELECT team_id, ${weekSql("day")}, end_user_id, key_lineage_id, ${SUMMED} FROM end_user_days GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;

/** The hours of those days in each team's own zone. The platform's rows mix zones, and are made anew at the end. */
export const HOURS_OF_DAYS = `slice <> 'PLATFORM' AND (
  SELECT hour >= ($1::date::timestamp AT TIME ZONE t.time_zone) AND hour < (($2::date + 1)::timestamp AT TIME ZONE t.time_zone)
    FROM teams t WHERE t.id = usage_hour_totals.team_id)`;

export const PLATFORM_HOURS = `
INSERT INTO usage_hour_totals (slice, team_id, hour, channel, model, key_lineage_id, connection_id, ${FIGURE_COLUMNS.join(", ")}, latency)
SELECT 'PLATFORM', '${NIL_UUID}', hour, channel, model, '${NIL_UUID}', '${NIL_UUID}',
       ${SUMMED}, ${sumHistogramsSql("latency")}::int[]
  FROM usage_hour_totals WHERE slice = 'FULL' GROUP BY hour, channel, model`;
