import { v7 as uuidv7 } from "uuid";
import { randomToken, sha256Hex } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";

/** Tenants that only exist to have used something. */
export interface BulkTenants {
  teams: { id: string; timeZone: string }[];
  connections: { id: string; teamId: string; kind: "HTTP" | "TELEGRAM" | "DISCORD" }[];
  keys: { id: string; teamId: string }[];
  models: { publicId: string; providerId: string; inputNano: number; outputNano: number }[];
}

/** Without summer time, and whole hours off UTC, so that a week copied in time falls into the same hours and days. */
const TIME_ZONES = ["Asia/Ho_Chi_Minh", "UTC", "Asia/Tokyo", "America/Bogota", "Europe/Moscow"];
const KINDS = ["HTTP", "TELEGRAM", "DISCORD"] as const;
const KEYS_PER_TEAM = 3;
/** Public id, and nano-USD per token in and out. */
const MODELS = [
  ["bulk/swift", 150, 600],
  ["bulk/steady", 1_100, 4_400],
  ["bulk/deep", 2_500, 10_000],
  ["bulk/tiny", 50, 200],
  ["bulk/vision", 3_000, 15_000],
  ["bulk/legacy", 500, 1_500],
] as const;

/** Makes teams with connections, keys and models, under names that meet no others. */
export async function bulkTenants(count: number): Promise<BulkTenants> {
  const mark = randomToken("").slice(0, 6).toLowerCase();
  const provider = await getDb().provider.create({
    data: { name: `Bulk ${mark}`, baseUrl: "http://127.0.0.1:9/v1", enabled: false },
  });
  await getDb().model.createMany({
    data: MODELS.map(([publicId, input, output]) => ({
      ...{ publicId, displayName: publicId, providerId: provider.id, upstreamName: publicId, contextWindow: 128_000 },
      ...{ inputPrice: BigInt(input) * 1_000_000n, outputPrice: BigInt(output) * 1_000_000n, enabled: false },
    })),
  });
  const teams = Array.from({ length: count }, (_, n) => {
    const name = `bulk-${mark}-${String(n + 1).padStart(4, "0")}`;
    return {
      ...{ id: uuidv7(), displayName: name, displayNameKey: name, platformName: name, platformNameKey: name },
      ...{ type: "PRIVATE" as const, timeZone: TIME_ZONES[n % TIME_ZONES.length] as string },
    };
  });
  await getDb().team.createMany({ data: teams });
  const connections = teams.flatMap(({ id: teamId }) =>
    KINDS.map((kind) => ({ id: uuidv7(), teamId, kind, name: kind.toLowerCase(), active: false })),
  );
  await getDb().connection.createMany({ data: connections });
  const keys = teams.flatMap(({ id: teamId }) =>
    Array.from({ length: KEYS_PER_TEAM }, (_, n) => {
      const id = uuidv7();
      const raw = randomToken("sb_live_");
      return {
        ...{ id, teamId, lineageId: id, name: ["Website", "Backend", "Experiments"][n] as string },
        ...{ scope: "INFERENCE" as const, prefix: raw.slice(0, 12), hash: sha256Hex(raw) },
      };
    }),
  );
  await getDb().apiKey.createMany({ data: keys });
  return {
    teams,
    connections,
    keys,
    models: MODELS.map(([publicId, inputNano, outputNano]) => ({
      ...{ publicId, providerId: provider.id, inputNano, outputNano },
    })),
  };
}
