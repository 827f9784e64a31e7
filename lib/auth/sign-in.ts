import { getDb } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { verifyPassword } from "./hash-password.ts";
import { SESSION_SECONDS } from "./session-cookie.ts";
import { throttleSignIn } from "./throttle-sign-in.ts";

export interface SignedIn {
  userId: string;
  email: string;
  name: string | null;
  sessionId: string;
}

/** No password is longer; more would only cost us time. */
const MAX_PASSWORD_LENGTH = 200;

/** Expired sessions, of anybody, that a sign-in removes: more than it adds, so that they do not pile up. */
const SWEPT_PER_SIGN_IN = 100;

/**
 * Checks e-mail address and password, and opens a new session. An unknown address, a wrong password and a user who was
 * switched off all give null, after the same work.
 * @param options.previousSessionId what the browser was signed in as until now; that session ends
 * @param options.address where the request came from, or null when not known
 * @throws AppError rate_limited
 */
export async function signIn(options: {
  email: string;
  password: string;
  address: string | null;
  previousSessionId?: string | undefined;
  now: Date;
}): Promise<SignedIn | null> {
  const email = options.email.replaceAll("\u0000", "").trim().toLowerCase().slice(0, 254);
  const attempt = await throttleSignIn({ email, address: options.address });
  const user = await getDb().user.findUnique({ where: { email } });
  const matches = await verifyPassword(
    user?.active ? user.passwordHash : null,
    options.password.slice(0, MAX_PASSWORD_LENGTH + 1),
  );
  if (!user || !matches) {
    log().info({ known: user !== null }, "sign-in refused");
    return null;
  }
  await attempt.succeeded();
  const session = await getDb().$transaction(async (tx) => {
    if (options.previousSessionId) await tx.authSession.deleteMany({ where: { id: options.previousSessionId } });
    await tx.$executeRaw`DELETE FROM auth_sessions WHERE id IN (SELECT id FROM auth_sessions
      WHERE expires_at <= ${options.now} ORDER BY expires_at LIMIT ${SWEPT_PER_SIGN_IN} FOR UPDATE SKIP LOCKED)`;
    return tx.authSession.create({
      data: { userId: user.id, expiresAt: new Date(options.now.getTime() + SESSION_SECONDS * 1_000) },
    });
  });
  return { userId: user.id, email: user.email, name: user.name, sessionId: session.id };
}
