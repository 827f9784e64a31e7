import { LRUCache } from "lru-cache";
import { sha256Hex } from "../infra/crypto.ts";
import { getPool } from "../infra/db.ts";
import { createSideBatch } from "./side-batch.ts";

interface Snapshot {
  id: string;
  teamId: string;
  config: string;
}

const ids = new WeakMap<object, string>();
/** Those that are in the database, as far as this process knows. */
const written = new LRUCache<string, true>({ max: 50_000 });

const snapshots = createSideBatch<Snapshot>({
  name: "config-snapshots",
  everyMs: 250,
  async write(items) {
    await getPool().query(INSERT, [
      items.map(({ id }) => id),
      items.map(({ teamId }) => teamId),
      items.map(({ config }) => config),
    ]);
  },
});

/**
 * The id under which a resolved configuration is kept for those who ask later what a turn obeyed. It is computed once per
 * object, and each different configuration is written once.
 * @param config plain JSON; the same content has the same id
 */
export function configSnapshotId(config: { teamId: string }): string {
  const known = ids.get(config);
  if (known) return known;
  const text = JSON.stringify(config);
  const id = sha256Hex(text);
  ids.set(config, id);
  if (!written.has(id)) {
    written.set(id, true);
    snapshots.push({ id, teamId: config.teamId, config: text });
  }
  return id;
}

const INSERT = `
INSERT INTO config_snapshots (id, team_id, config)
SELECT DISTINCT ON (id) id, team_id, config::jsonb
  FROM unnest($1::text[], $2::uuid[], $3::text[]) AS s(id, team_id, config)
    ON CONFLICT (id) DO NOTHING`;
