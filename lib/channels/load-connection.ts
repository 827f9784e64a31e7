import { validate as isUuid } from "uuid";
import { z } from "zod";
import { decryptSecret } from "../infra/crypto.ts";
import { getDb } from "../infra/db.ts";
import { encryptionKey } from "../infra/env.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import { log } from "../infra/log.ts";
import type { Connection } from "../infra/prisma/client.ts";
import type { ConnectionHealth, ConnectionKind } from "../infra/prisma/enums.ts";
import { openAccessCode } from "./sealed-access-code.ts";

const settingsSchema = z.object({
  /** Where the platform's API is; unset is the platform's own address. */
  apiRoot: z.string().optional().catch(undefined),
});

export interface LoadedConnection {
  id: string;
  teamId: string;
  kind: ConnectionKind;
  name: string;
  externalId: string | null;
  username: string | null;
  defaultModel: string | null;
  active: boolean;
  assistant: boolean;
  gate: boolean;
  inbox: boolean;
  settings: z.output<typeof settingsSchema> & {
    /** In the clear: what end users of a bot that requires it must send once (`/start <code>`). */
    accessCode?: string | undefined;
  };
  /** In the clear, for the platform alone; null when there is none or it cannot be decrypted. */
  token: string | null;
  webhookSecretHash: string | null;
}

const credentialsSchema = z.object({ token: z.string().min(1) });

const cache = createFreshCache<LoadedConnection>({
  name: "connections",
  maxItems: 5_000,
  async load(ids) {
    const rows = await getDb().connection.findMany({
      where: { id: { in: ids.filter((id) => isUuid(id)) }, archivedAt: null },
    });
    return new Map(rows.map((row) => [row.id, toLoaded(row)]));
  },
});

/** A connection with its credentials opened, at most 4 s old; null when there is none of that id. */
export function loadConnection(connectionId: string): Promise<LoadedConnection | null> {
  return cache.get(connectionId.toLowerCase());
}

/** Makes the next load read the row again: for whoever heard CONNECTIONS_CHANGED. */
export function forgetConnection(connectionId: string): void {
  cache.drop(connectionId.toLowerCase());
}

/** Opens a row's credentials; what was sealed with another key counts as none. */
export function toLoaded(row: Connection): LoadedConnection {
  const { id, teamId, kind, name, externalId, username, defaultModel, active, assistant, gate, inbox } = row;
  const { webhookSecretHash } = row;
  const settings = { ...settingsSchema.catch({}).parse(row.settings), accessCode: openAccessCode(row) };
  const token = openToken(row);
  const fields = { id, teamId, kind, name, externalId, username, defaultModel, active, assistant, gate, inbox };
  return { ...fields, settings, token, webhookSecretHash };
}

function openToken(row: Connection): string | null {
  if (!row.credentialsEncrypted) return null;
  try {
    const plain = decryptSecret(encryptionKey(), row.credentialsEncrypted, `connection:${row.id}`);
    return credentialsSchema.parse(JSON.parse(plain)).token;
  } catch (err) {
    log().warn({ err, connectionId: row.id }, "a connection's credentials cannot be opened with this ENCRYPTION_KEY");
    return null;
  }
}

/** A connection's health as stored now. */
export async function readHealth(connectionId: string): Promise<ConnectionHealth | null> {
  const row = await getDb().connection.findUnique({ where: { id: connectionId }, select: { health: true } });
  return row?.health ?? null;
}
