import type { ConnectionJson } from "#lib/http/resources/connections.ts";

/** A bot's public address, where it has one. */
export function botLink({ username, settings }: Pick<ConnectionJson, "username" | "settings">) {
  return username && !settings.apiRoot ? `https://t.me/${username}` : null;
}
