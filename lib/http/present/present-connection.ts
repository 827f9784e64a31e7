import type { ConnectionBacklog } from "../../channels/connection-backlog.ts";
import { readProblem } from "../../channels/health-problems.ts";
import { getEnv } from "../../infra/env.ts";
import type { Connection } from "../../infra/prisma/client.ts";
import { settingsOf } from "../../teams/connection-account.ts";
import type { ConnectionJson } from "../resources/connections.ts";

/** A connection without its credentials, and what waits on it where that was asked for. */
export function presentConnection(connection: Connection, backlog: ConnectionBacklog | null = null): ConnectionJson {
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
    healthProblem: connection.healthReason === null ? null : readProblem(connection.healthReason),
    healthCheckedAt: connection.healthCheckedAt?.toISOString() ?? null,
    lastUpdateAt: connection.lastUpdateAt?.toISOString() ?? null,
    receives: connection.kind === "TELEGRAM" ? (getEnv().WEBHOOK_URL ? "webhook" : "polling") : null,
    backlog,
    createdAt: connection.createdAt.toISOString(),
    updatedAt: connection.updatedAt.toISOString(),
  };
}
