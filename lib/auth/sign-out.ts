import { getDb } from "../infra/db.ts";

/** Ends a session: its cookie is dead from now on. */
export async function signOut(options: { sessionId: string }): Promise<void> {
  await getDb().authSession.deleteMany({ where: { id: options.sessionId } });
}
