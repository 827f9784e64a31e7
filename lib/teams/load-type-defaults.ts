import { getDb } from "../infra/db.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import type { TeamType } from "../infra/prisma/enums.ts";
import type { ConfigValues } from "./builtin-defaults.ts";

/** The cache key that a change of type defaults invalidates. */
export const TYPE_DEFAULTS_KEY = "type-defaults";

export type TypeDefaultsByType = Partial<Record<TeamType, ConfigValues>>;

const cache = createFreshCache<TypeDefaultsByType>({
  name: "type-defaults",
  maxItems: 1,
  async load(keys) {
    const found = new Map<string, TypeDefaultsByType>();
    if (!keys.includes(TYPE_DEFAULTS_KEY)) return found;
    const rows = await getDb().typeDefaults.findMany();
    return found.set(TYPE_DEFAULTS_KEY, Object.fromEntries(rows.map((row) => [row.type, row])));
  },
});

/** The stored defaults of each type, at most 4 s old; a type without a row uses the built-in ones. */
export async function loadTypeDefaults(): Promise<TypeDefaultsByType> {
  return (await cache.get(TYPE_DEFAULTS_KEY)) ?? {};
}

export function peekTypeDefaults(): TypeDefaultsByType | undefined {
  return cache.peek(TYPE_DEFAULTS_KEY) ?? undefined;
}
