import { getDb } from "../infra/db.ts";

/** The team a key belongs to: null for an operator's key, undefined for a key that does not exist. */
export async function findKeyTeam(keyId: string): Promise<string | null | undefined> {
  const key = await getDb().apiKey.findUnique({ where: { id: keyId }, select: { teamId: true } });
  return key ? key.teamId : undefined;
}
