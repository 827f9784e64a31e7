import type { Connection } from "../../infra/prisma/client.ts";
import { settingsOf } from "../../teams/connection-account.ts";
import type { ConnectionJson } from "../resources/connections.ts";

/** A connection without its credentials. */
export function presentConnection(connection: Connection): ConnectionJson {
  const { id, teamId, name, externalId, username, assistant, gate, feed, inbox, defaultModel, active } = connection;
  return {
    id,
    teamId,
    kind: connection.kind.toLowerCase() as ConnectionJson["kind"],
    name,
    externalId,
    username,
    hasCredentials: connection.credentialsEncrypted !== null,
    settings: settingsOf(connection),
    assistant,
    gate,
    feed,
    inbox,
    defaultModel,
    active,
    health: connection.health.toLowerCase() as ConnectionJson["health"],
    healthReason: connection.healthReason,
    healthCheckedAt: connection.healthCheckedAt?.toISOString() ?? null,
    lastUpdateAt: connection.lastUpdateAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
    updatedAt: connection.updatedAt.toISOString(),
  };
}
