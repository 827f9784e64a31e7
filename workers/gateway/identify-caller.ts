import { findEndUser } from "#lib/rooms/find-end-user.ts";
import { findHttpConnection } from "#lib/rooms/find-http-connection.ts";
import type { Subjects } from "#lib/usage/reservation.ts";
import type { CallerKey } from "./types.ts";

export interface Caller {
  subjects: Subjects;
  /** The team's implicit HTTP connection, known when there is an end user. */
  connectionId: string | undefined;
}

/** Whom a call is charged to: team and key, and the end user that OpenAI's `user` parameter names. */
export async function identifyCaller(key: CallerKey, user: string): Promise<Caller> {
  const connection = await findHttpConnection(key.teamId);
  const endUser = await findEndUser({ teamId: key.teamId, connectionId: connection.id, externalId: user });
  return {
    subjects: { teamId: key.teamId, keyLineageId: key.lineageId, endUserId: endUser.id },
    connectionId: connection.id,
  };
}
