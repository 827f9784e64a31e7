import { handleAuthRequest } from "#lib/auth/handle-auth-request.ts";

const ORIGIN = "http://localhost:3000";

/** A browser at the sign-in page: keeps cookies, and does what next-auth's client does. */
export class Browser {
  readonly cookies = new Map<string, string>();

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get sessionCookie(): string {
    return `next-auth.session-token=${this.cookies.get("next-auth.session-token")}`;
  }

  async request(method: "GET" | "POST", path: string, form?: Record<string, string>, headers = {}): Promise<Response> {
    const response = await handleAuthRequest(
      new Request(`${ORIGIN}/api/auth/${path}`, {
        method,
        headers: {
          cookie: this.cookieHeader,
          ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
          ...headers,
        },
        ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const value = decodeURIComponent(pair.slice(at + 1));
      if (value) this.cookies.set(pair.slice(0, at), value);
      else this.cookies.delete(pair.slice(0, at));
    }
    return response;
  }

  async csrfToken(): Promise<string> {
    return ((await (await this.request("GET", "csrf")).json()) as { csrfToken: string }).csrfToken;
  }

  /** @returns next-auth's error code, or null when it worked */
  async signIn(email: string, password: string, headers = {}): Promise<string | null> {
    const form = { csrfToken: await this.csrfToken(), email, password, json: "true", callbackUrl: ORIGIN };
    const response = await this.request("POST", "callback/credentials", form, headers);
    const { url } = (await response.json()) as { url: string };
    return new URL(url).searchParams.get("error");
  }

  async signOut(): Promise<void> {
    await this.request("POST", "signout", { csrfToken: await this.csrfToken(), json: "true" });
  }

  async session(): Promise<Record<string, unknown>> {
    return (await (await this.request("GET", "session")).json()) as Record<string, unknown>;
  }
}
