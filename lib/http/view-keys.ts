import type { ApiKey } from "../infra/prisma/client.ts";
import { keyOrigins } from "../teams/key-origins.ts";
import { readTeam } from "../teams/read-team.ts";
import { type KeyStanding, keyStandings } from "../usage/key-standings.ts";
import { presentKey } from "./present/present-key.ts";
import type { TeamKeyJson } from "./resources/keys.ts";

/** A team's keys with what they have used and who made them, in their order. */
export async function viewKeys(options: { teamId: string; keys: ApiKey[]; now: Date }): Promise<TeamKeyJson[]> {
  const { teamId, keys, now } = options;
  if (keys.length === 0) return [];
  const lineageIds = keys.map(({ lineageId }) => lineageId);
  const { timeZone } = await readTeam(teamId);
  const [standings, origins] = await Promise.all([
    keyStandings({ teamId, lineageIds, timeZone, now }),
    keyOrigins(keys),
  ]);
  return keys.map((key, at) => {
    const { month, limits } = standings[at] as KeyStanding;
    return {
      ...presentKey(key, now),
      createdBy: origins[at]?.createdBy ?? null,
      successorId: origins[at]?.successorId ?? null,
      month: { requests: Number(month[0]), tokens: Number(month[1]), costNano: month[2].toString() },
      limits: limits.map(({ limitId, unit, window, amount, used, reserved, remaining, resetsAt }) => ({
        limitId,
        unit: unit.toLowerCase() as TeamKeyJson["limits"][number]["unit"],
        window: window.toLowerCase() as TeamKeyJson["limits"][number]["window"],
        amount: amount.toString(),
        used: used.toString(),
        reserved: reserved.toString(),
        remaining: remaining.toString(),
        resetsAt: resetsAt.toISOString(),
      })),
    };
  });
}
