import type { NextAuthOptions, User } from "next-auth";
import { AppError } from "../infra/errors.ts";
import { log } from "../infra/log.ts";
import { clientAddress } from "./client-address.ts";
import { liveSession, sessionIdOf } from "./read-session.ts";
import { authSecret, SESSION_SECONDS, sessionCookieOf, usesSecureCookies } from "./session-cookie.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

/** The code in next-auth's `error` when there were too many attempts; a wrong password gives its `CredentialsSignin`. */
export const TOO_MANY_ATTEMPTS = "TooManyAttempts";
/** The same when we could not look: the database is away. */
export const SIGN_IN_UNAVAILABLE = "Unavailable";

/** next-auth with credentials. The cookie is an encrypted token that names an AuthSession row, and is worth as much. */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      {
        id: "credentials",
        name: "E-mail and password",
        type: "credentials",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => authorize(credentials, request.headers ?? {}),
      },
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sub: user.id, email: user.email, name: user.name, sid: (user as SessionedUser).sessionId };
        const live = typeof token.sid === "string" && (await liveSession({ sessionId: token.sid, now: new Date() }));
        // next-auth takes the cookie away when this throws.
        if (!live) throw new Error("the session has ended");
        return token;
      },
      session({ session, token }) {
        return { ...session, user: { email: token.email, name: token.name } };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await signOut({ sessionId: token.sid });
      },
    },
    logger: {
      // Metadata may hold what the browser sent: only the code is logged.
      error: (code) => log().warn({ code }, "next-auth error"),
      warn: (code) => log().debug({ code }, "next-auth warning"),
      debug: () => {},
    },
  };
}

interface SessionedUser extends User {
  sessionId: string;
}

async function authorize(
  credentials: Record<string, unknown> | undefined,
  headers: Record<string, string | undefined>,
): Promise<SessionedUser | null> {
  const { email, password } = credentials ?? {};
  if (typeof email !== "string" || typeof password !== "string") return null;
  try {
    const signedIn = await signIn({
      email,
      password,
      address: clientAddress((name) => headers[name]),
      // Whatever session was there before ends: nobody can plant one that survives the sign-in.
      previousSessionId: await sessionIdOf(sessionCookieOf(headers.cookie)),
      now: new Date(),
    });
    if (!signedIn) return null;
    const { userId, name, sessionId } = signedIn;
    return { id: userId, email: signedIn.email, name, sessionId };
  } catch (error) {
    // next-auth shows the message to the browser, so it is a code and nothing else.
    if (error instanceof AppError && error.code === "rate_limited") throw new Error(TOO_MANY_ATTEMPTS);
    log().error({ err: error }, "sign-in failed");
    throw new Error(SIGN_IN_UNAVAILABLE);
  }
}
