export type SignInResult = "ok" | "wrong" | "throttled" | "unavailable";

/**
 * Signs in with e-mail and password. Not next-auth's own `signIn`, which leaves the page, and what was typed on it, when
 * the server can't be reached.
 */
export async function requestSignIn(credentials: { email: string; password: string }): Promise<SignInResult> {
  try {
    // A CSRF token from before a restart is refused once; the answer sets a new one.
    return (await attempt(credentials)) ?? (await attempt(credentials)) ?? "unavailable";
  } catch {
    return "unavailable";
  }
}

/** Null when the CSRF token was refused. */
async function attempt(credentials: { email: string; password: string }): Promise<SignInResult | null> {
  const csrf = await fetch("/api/auth/csrf", { credentials: "same-origin", cache: "no-store" });
  if (!csrf.ok) return "unavailable";
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    credentials: "same-origin",
    body: new URLSearchParams({ ...credentials, csrfToken, callbackUrl: "/", json: "true" }),
  });
  if (response.status === 429) return "throttled";
  if (response.status >= 500) return "unavailable";
  const { url } = (await response.json()) as { url?: unknown };
  const answer = new URL(typeof url === "string" ? url : "", location.origin).searchParams;
  if (answer.has("csrf")) return null;
  return resultOf(answer.get("error"), response.ok);
}

function resultOf(error: string | null, ok: boolean): SignInResult {
  if (!error) return ok ? "ok" : "unavailable";
  // The codes of lib/auth/auth-options.ts.
  if (error === "CredentialsSignin") return "wrong";
  return error === "TooManyAttempts" ? "throttled" : "unavailable";
}
