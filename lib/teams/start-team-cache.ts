import { dropLocally } from "../infra/fresh-cache.ts";
import { listenForInvalidations } from "../infra/invalidation.ts";

/**
 * Lets this process hear at once what others changed in teams, keys, type defaults and models. Without it, knowledge
 * still expires within 4 s. Call once per process.
 * @returns what ends the listening
 */
export async function startTeamCaches(): Promise<() => Promise<void>> {
  return listenForInvalidations(dropLocally);
}
