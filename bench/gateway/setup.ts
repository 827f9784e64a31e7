import { createHash } from "node:crypto";
import { createLimit } from "#lib/usage/limits.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";

/** Teams as they are in earnest: a rate-limited key and quotas of every unit, all far from their ends. */
export async function setUpTeams(options: { providerUrl: string; model: string; teams: number }): Promise<string[]> {
  await createProviderWithModel({
    baseUrl: options.providerUrl,
    publicId: options.model,
    upstreamName: "bench-upstream",
  });
  const keys: string[] = [];
  for (let at = 0; at < options.teams; at += 1) {
    const name = `bench-${at}-${createHash("sha256").update(`${at}`).digest("hex").slice(0, 6)}`;
    const team = await createTeam({
      platformName: name,
      displayName: name,
      defaultModel: options.model,
      availableModels: [options.model],
      rateLimit: 100_000_000,
    });
    const base = { teamId: team.id, scope: "TEAM", window: "DAY" } as const;
    const now = new Date();
    await createLimit({ ...base, unit: "REQUESTS", amount: 1_000_000_000n }, now);
    await createLimit({ ...base, unit: "TOKENS", window: "MONTH", amount: 1_000_000_000_000n }, now);
    await createLimit({ ...base, unit: "COST", window: "MONTH", amount: 1_000_000_000_000_000n }, now);
    keys.push((await createKey(team.id, { rateLimit: 100_000_000 })).raw);
  }
  return keys;
}
