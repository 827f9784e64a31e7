import * as jwt from "next-auth/jwt";
import { authSecret, SESSION_SECONDS, sessionCookieName } from "#lib/auth/session-cookie.ts";
import { getDb } from "#lib/infra/db.ts";
import type { User } from "#lib/infra/prisma/client.ts";

/** A signed-in browser. @returns its Cookie header */
export async function createSession(user: User): Promise<{ cookie: string; sessionId: string }> {
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1_000);
  const { id } = await getDb().authSession.create({ data: { userId: user.id, expiresAt } });
  const token = await jwt.encode({ token: { sub: user.id, email: user.email, sid: id }, secret: authSecret() });
  return { cookie: `${sessionCookieName()}=${token}`, sessionId: id };
}
