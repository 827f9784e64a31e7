import { v7 } from "uuid";
import { randomToken, sha256Hex } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import type { ApiKey } from "#lib/infra/prisma/client.ts";
import { uniqueName } from "./unique-name.ts";

/** @param teamId null for an operator's management key */
export async function createKey(
  teamId: string | null,
  overrides: Partial<Omit<ApiKey, "hash" | "teamId">> = {},
): Promise<{ key: ApiKey; raw: string }> {
  const scope = overrides.scope ?? (teamId === null ? "MANAGEMENT" : "INFERENCE");
  const raw = randomToken(scope === "INFERENCE" ? "sb_live_" : "sb_mgmt_");
  const id = overrides.id ?? v7();
  const key = await getDb().apiKey.create({
    data: {
      name: uniqueName("key"),
      prefix: raw.slice(0, 12),
      lineageId: id,
      ...overrides,
      id,
      teamId,
      scope,
      hash: sha256Hex(raw),
    },
  });
  return { key, raw };
}
