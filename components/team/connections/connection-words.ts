import type { Tone } from "#components/ui/badge.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export const KIND_LABELS: Record<ConnectionJson["kind"], string> = {
  telegram: "Telegram",
  discord: "Discord",
  messenger: "Messenger",
  chotot: "Chotot",
  webhook: "Webhook",
  http: "API conversations",
};

export interface ConnectionState {
  label: string;
  tone: Tone;
  /** Why, in plain words. */
  reason: string | null;
}

export function connectionState(connection: ConnectionJson, teamActive: boolean): ConnectionState {
  if (!teamActive) return { label: "Stopped", tone: "neutral", reason: "The team is inactive." };
  if (!connection.active) return { label: "Paused", tone: "neutral", reason: "Messages wait at the platform." };
  if (connection.kind === "http") return { label: "Healthy", tone: "success", reason: null };
  if (connection.health === "unknown") return { label: "Checking…", tone: "info", reason: null };
  if (connection.health === "healthy") return { label: "Healthy", tone: "success", reason: null };
  return {
    label: "Unhealthy",
    tone: "danger",
    reason: connection.healthReason ?? "The platform refused the last call.",
  };
}

/** A bot's public address, where it has one. */
export function botLink({ username, settings }: ConnectionJson) {
  return username && !settings.apiRoot ? `https://t.me/${username}` : null;
}
