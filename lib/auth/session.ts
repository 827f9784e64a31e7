import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { readSession, type SessionUser } from "./read-session.ts";
import { sessionCookieName } from "./session-cookie.ts";

export type { SessionUser } from "./read-session.ts";

/** Who is signed in, for server components; asked once per rendered page. */
export const currentUser: () => Promise<SessionUser | null> = cache(async () => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return readSession({ cookie, now: new Date() });
});

/** The same, and whoever is not signed in goes to /sign-in. */
export async function requireUser(): Promise<SessionUser> {
  return (await currentUser()) ?? redirect("/sign-in");
}
