import type { Tone } from "#components/ui/badge.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";

export const SCOPES = [
  {
    value: "inference",
    label: "Inference",
    description: "Calls models through the gateway. It can’t read or change settings.",
  },
  {
    value: "management",
    label: "Management",
    description: "Manages this team through the admin API. It can’t call models.",
  },
] as const;

export const STATUS: Record<KeyJson["status"], { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "success" },
  rotating: { label: "Rotated", tone: "warning" },
  expired: { label: "Expired", tone: "neutral" },
  revoked: { label: "Revoked", tone: "neutral" },
};

/** How long the old key goes on working, in seconds. */
export const GRACE_PERIODS = [
  { value: "0", label: "End it at once", description: "Whatever still uses it fails from now on" },
  { value: "3600", label: "1 hour" },
  { value: "86400", label: "24 hours" },
  { value: "604800", label: "7 days" },
  { value: "2592000", label: "30 days" },
] as const;

export function isWorking({ status }: KeyJson) {
  return status === "active" || status === "rotating";
}
