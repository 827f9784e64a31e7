import { getEnv } from "../infra/env.ts";

/** How long a sign-in lasts, in seconds, whatever happens in between. */
export const SESSION_SECONDS = 14 * 86_400;

/** Cookies are marked secure, and carry the prefix that browsers enforce, when the dashboard is reached by https. */
export function usesSecureCookies(): boolean {
  return getEnv().NEXTAUTH_URL?.startsWith("https://") ?? false;
}

export function sessionCookieName(): string {
  return `${usesSecureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

/** @returns the session cookie's value in a Cookie header */
export function sessionCookieOf(cookieHeader: string | null | undefined): string | undefined {
  return cookieOf(cookieHeader, sessionCookieName());
}

/** @returns one cookie's value in a Cookie header */
export function cookieOf(cookieHeader: string | null | undefined, name: string): string | undefined {
  for (const part of (cookieHeader ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** @throws Error when the process was started without NEXTAUTH_SECRET */
export function authSecret(): string {
  const secret = getEnv().NEXTAUTH_SECRET;
  if (!secret) throw new Error("Setting NEXTAUTH_SECRET is missing.");
  return secret;
}
