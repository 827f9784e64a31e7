import { getPool } from "../infra/db.ts";
import { applicableLimits } from "./applicable-limits.ts";
import { loadLimits } from "./load-limits.ts";
import { type Amounts, type LimitStatus, UNITS } from "./reservation.ts";
import { toLimitStatus } from "./to-limit-status.ts";
import { toppedUp } from "./topped-up.ts";
import { localDay, windowOf } from "./window.ts";

/** What the keys of a lineage have used in this calendar month of the team, and where they stand against their limits. */
export interface KeyStanding {
  month: Amounts;
  limits: LimitStatus[];
}

/**
 * Where a team's keys stand, for views: from rollups and counters, whatever the number of keys, without opening counters.
 * A key that has not met its limit in this window has no counter yet: its figure is the rollup's, some seconds old.
 * @returns one standing per lineage, in their order
 */
export async function keyStandings(options: {
  teamId: string;
  lineageIds: string[];
  timeZone: string;
  now: Date;
}): Promise<KeyStanding[]> {
  const { teamId, lineageIds, timeZone, now } = options;
  if (lineageIds.length === 0) return [];
  const today = localDay({ timeZone, at: now });
  const windows = {
    DAY: windowOf({ window: "DAY", timeZone, now }),
    MONTH: windowOf({ window: "MONTH", timeZone, now }),
  };
  const starts = [windows.DAY.start.toISOString(), windows.MONTH.start.toISOString()];
  const [limits, sums, counters] = await Promise.all([
    loadLimits(teamId),
    getPool().query<RawSums>(SUMS, [teamId, lineageIds, `${today.slice(0, 7)}-01`, today]),
    getPool().query<RawCounter>(COUNTERS, [teamId, lineageIds, starts]),
  ]);
  const sumsOf = new Map(sums.rows.map((row) => [row.id, row]));
  const counterOf = new Map(counters.rows.map((row) => [`${row.id}|${row.window}`, row]));
  return lineageIds.map((keyLineageId) => {
    const own = sumsOf.get(keyLineageId);
    const rolledUp = { DAY: toAmounts(own?.day), MONTH: toAmounts(own?.month) };
    const rules = applicableLimits({ limits, subjects: { teamId, keyLineageId } }).filter(
      ({ scope }) => scope === "KEY",
    );
    return {
      month: rolledUp.MONTH,
      limits: rules.flatMap((rule) => {
        const window = windows[rule.window];
        const counter = counterOf.get(`${keyLineageId}|${rule.window}`);
        const used = counter ? toAmounts(counter.used) : rolledUp[rule.window];
        const reserved = toAmounts(counter?.reserved);
        return UNITS.flatMap((_, at) => {
          const unit = at as 0 | 1 | 2;
          const limit = toppedUp(rule, window).limits[unit];
          if (!limit) return [];
          return toLimitStatus({ limit, used: used[unit], reserved: reserved[unit], resetsAt: window.end });
        });
      }),
    };
  });
}

type Raw = [string, string, string];

interface RawSums {
  id: string;
  day: Raw;
  month: Raw;
}

interface RawCounter {
  id: string;
  window: "DAY" | "MONTH";
  used: Raw;
  reserved: Raw;
}

function toAmounts(raw: Raw | undefined): Amounts {
  return raw ? (raw.map((digits) => BigInt(digits)) as Amounts) : [0n, 0n, 0n];
}

const sum = (column: string, only = "") => `coalesce(sum(${column})${only}, 0)`;
const TODAY = " FILTER (WHERE day = $4::date)";

const SUMS = `
SELECT key_lineage_id AS id,
       ARRAY[${sum("requests", TODAY)}, ${sum("tokens_in + tokens_out", TODAY)}, ${sum("cost_nano", TODAY)}]::text[] AS day,
       ARRAY[${sum("requests")}, ${sum("tokens_in + tokens_out")}, ${sum("cost_nano")}]::text[] AS month
  FROM usage_day_totals
 WHERE slice = 'KEY' AND team_id = $1 AND key_lineage_id = ANY($2::uuid[]) AND day BETWEEN $3::date AND $4::date
 GROUP BY key_lineage_id`;

const COUNTERS = `
SELECT subject_id AS id, "window",
       ARRAY[used_requests, used_tokens, used_cost]::text[] AS used,
       ARRAY[reserved_requests, reserved_tokens, reserved_cost]::text[] AS reserved
  FROM usage_counters
 WHERE team_id = $1 AND scope = 'KEY' AND subject_id = ANY($2::uuid[])
   AND (("window" = 'DAY' AND window_start = ($3::timestamptz[])[1]) OR ("window" = 'MONTH' AND window_start = ($3::timestamptz[])[2]))`;
