import { sha256Hex } from "../infra/crypto.ts";
import type { Team } from "../infra/prisma/client.ts";
import { overridesOf } from "./team-overrides.ts";

/**
 * Stands for what a team's configuration says: it changes with any of its values and comes back with them. Switching the
 * team off and on, or saving it unchanged, leaves it.
 * @returns 16 hex digits
 */
export function teamVersion(team: Team): string {
  const { displayName, platformName, type, timeZone } = team;
  return sha256Hex(JSON.stringify([displayName, platformName, type, timeZone, overridesOf(team)])).slice(0, 16);
}
