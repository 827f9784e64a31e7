import { sha256Hex } from "../infra/crypto.ts";
import type { LoadedGroup } from "./load-group.ts";

/**
 * Stands for what a group's settings say: it changes with any of them and comes back with them.
 * @returns 16 hex digits
 */
export function groupVersion(group: LoadedGroup): string {
  const { enabled, rule, failurePolicy, params, channels } = group;
  const { warning, buttonText, language, warningTtlSeconds, channelSenders, allowedUserIds } = params;
  const texts = [warning, buttonText].map((one) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  const settings = [enabled, rule, failurePolicy, texts, language, warningTtlSeconds, channelSenders, allowedUserIds];
  return sha256Hex(JSON.stringify([...settings, channels.map(({ id }) => id)])).slice(0, 16);
}
