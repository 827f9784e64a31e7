import type { Tone } from "#components/ui/badge.tsx";
import type { KeyJson, TeamKeyJson } from "#lib/http/resources/keys.ts";

export const SCOPES = ["inference", "management"] as const;

export const STATUS_TONES: Record<KeyJson["status"], Tone> = {
  active: "success",
  rotating: "warning",
  expired: "neutral",
  revoked: "neutral",
};

/** How long the old key goes on working, in seconds. */
export const GRACE_PERIODS = ["0", "3600", "86400", "604800", "2592000"] as const;

export function isWorking({ status }: KeyJson) {
  return status === "active" || status === "rotating";
}

/** The limit of its own that is nearest to its end. */
export function fullestOf({ limits }: TeamKeyJson) {
  const share = ({ used, amount }: TeamKeyJson["limits"][number]) => Number(used) / Number(amount);
  return limits.toSorted((one, other) => share(other) - share(one))[0];
}
