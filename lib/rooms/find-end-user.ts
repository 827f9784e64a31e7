import { LRUCache } from "lru-cache";
import { getDb } from "../infra/db.ts";
import { findOrCreate } from "../infra/find-or-create.ts";

interface Known {
  id: string;
  name: string | null;
}

// Ids never change, but another process may have heard another name.
const known = new LRUCache<string, Known>({ max: 20_000, ttl: 60_000 });

/**
 * The end user of that id at the connection's platform, made when first seen. Any number of callers may ask for the same
 * new person at once: they all get the same row.
 * @param options.externalId the platform's (or the API caller's) id of the person, at most 255 characters
 * @param options.name kept up to date with what the platform last said
 */
export async function findEndUser(options: {
  teamId: string;
  connectionId: string;
  externalId: string;
  name?: string;
  languageCode?: string;
}): Promise<{ id: string }> {
  const key = `${options.connectionId}/${options.externalId}`;
  const cached = known.get(key);
  if (cached && !isNewName(cached, options.name)) return { id: cached.id };
  let row = await findOrCreate(
    () => read(options),
    () => create(options),
  );
  if (isNewName(row, options.name)) {
    row = await getDb().endUser.update({ where: { id: row.id }, data: { name: options.name ?? null }, select: FIELDS });
  }
  known.set(key, row);
  return { id: row.id };
}

const FIELDS = { id: true, name: true } as const;

function isNewName(row: Known, name: string | undefined): boolean {
  return name !== undefined && name !== row.name;
}

function read(options: { connectionId: string; externalId: string }): Promise<Known | null> {
  return getDb().endUser.findUnique({
    where: { connectionId_externalId: { connectionId: options.connectionId, externalId: options.externalId } },
    select: FIELDS,
  });
}

function create(options: Parameters<typeof findEndUser>[0]): Promise<Known> {
  const { teamId, connectionId, externalId, name, languageCode } = options;
  return getDb().endUser.create({
    data: { teamId, connectionId, externalId, name: name ?? null, languageCode: languageCode ?? null },
    select: FIELDS,
  });
}
