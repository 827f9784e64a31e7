import * as jwt from "next-auth/jwt";
import { getDb } from "../infra/db.ts";
import { authSecret } from "./session-cookie.ts";

export interface SessionUser {
  id: string;
  email: string;
  name: string | null;
  isOperator: boolean;
  sessionId: string;
}

/**
 * Who a session cookie belongs to. The row it names is read every time, so signing out, a new password and switching a
 * user off end it at once, everywhere.
 */
export async function readSession(options: { cookie: string | undefined; now: Date }): Promise<SessionUser | null> {
  const sessionId = await sessionIdOf(options.cookie);
  return sessionId ? liveSession({ sessionId, now: options.now }) : null;
}

export async function liveSession(options: { sessionId: string; now: Date }): Promise<SessionUser | null> {
  const session = await getDb().authSession.findUnique({
    where: { id: options.sessionId },
    include: { user: true },
  });
  if (!session?.user.active || session.expiresAt <= options.now) return null;
  const { id, email, name, isOperator } = session.user;
  return { id, email, name, isOperator, sessionId: session.id };
}

/** The session that a cookie names, whether it still lives or not; undefined for a forged or damaged one. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | undefined> {
  if (!cookie) return undefined;
  try {
    const token = await jwt.decode({ token: cookie, secret: authSecret() });
    return typeof token?.sid === "string" ? token.sid : undefined;
  } catch {
    return undefined;
  }
}
