import { getDb } from "../infra/db.ts";
import type { ApiKey } from "../infra/prisma/client.ts";

/** Who made a key, and what replaced it. */
export interface KeyOrigin {
  /** A person's name or e-mail address, or the name of the key they used; null for the system or somebody who is gone. */
  createdBy: string | null;
  successorId: string | null;
}

/** Where keys come from and went, for views. @returns one for each key, in their order */
export async function keyOrigins(keys: readonly ApiKey[]): Promise<KeyOrigin[]> {
  if (keys.length === 0) return [];
  const makers = [...new Set(keys.flatMap(({ createdById }) => createdById ?? []))];
  const replaced = keys.filter(({ graceUntil }) => graceUntil).map(({ lineageId }) => lineageId);
  const db = getDb();
  const [users, makerKeys, lineages] = await Promise.all([
    db.user.findMany({ where: { id: { in: makers } }, select: { id: true, name: true, email: true } }),
    db.apiKey.findMany({ where: { id: { in: makers } }, select: { id: true, name: true } }),
    db.apiKey.findMany({
      where: { lineageId: { in: [...new Set(replaced)] } },
      select: { id: true, lineageId: true },
      // UUIDv7: the order of making.
      orderBy: { id: "asc" },
    }),
  ]);
  const nameOf = new Map([
    ...users.map(({ id, name, email }) => [id, name || email] as const),
    ...makerKeys.map(({ id, name }) => [id, name] as const),
  ]);
  return keys.map((key) => ({
    createdBy: (key.createdById && nameOf.get(key.createdById)) || null,
    successorId: lineages.find(({ id, lineageId }) => lineageId === key.lineageId && id > key.id)?.id ?? null,
  }));
}
