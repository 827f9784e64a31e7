import { getDb } from "../infra/db.ts";
import { BEAT_EVERY_MS } from "./heartbeat-times.ts";
import type { ProcessFigures } from "./process-figures.ts";

export interface FleetProcess {
  id: string;
  roles: string[];
  host: string;
  pid: number;
  version: string;
  startedAt: Date;
  seenAt: Date;
  /** False once three beats are missing: killed, or cut off from the database. */
  alive: boolean;
  figures: ProcessFigures;
}

const MISSING_AFTER_SECONDS = (3 * BEAT_EVERY_MS) / 1_000;

/** Every process that has been seen in the last ten minutes and did not end by itself, first started first. */
export async function listProcesses(): Promise<FleetProcess[]> {
  return getDb().$queryRaw<FleetProcess[]>`
    SELECT id, roles, host, pid, version, started_at AS "startedAt", seen_at AS "seenAt", figures,
      seen_at > now() - make_interval(secs => ${MISSING_AFTER_SECONDS}::int) AS alive
    FROM process_heartbeats ORDER BY started_at, id`;
}
