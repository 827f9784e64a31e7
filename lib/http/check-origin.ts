import { getEnv } from "../infra/env.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/**
 * Cross-site requests carry our cookie too, but cannot forge their Origin: a write by cookie must come from our own
 * pages. A missing Origin and `null` count as foreign.
 * @throws AppError forbidden
 */
export function checkOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin !== null && URL.canParse(origin) && isOurs(new URL(origin), request)) return;
  throw new AppError(
    "forbidden",
    said`A write with a session cookie must come from the dashboard's own pages (Origin). Use a management key from elsewhere.`,
  );
}

function isOurs(origin: URL, request: Request): boolean {
  const { NEXTAUTH_URL, TRUST_PROXY } = getEnv();
  if (NEXTAUTH_URL && new URL(NEXTAUTH_URL).origin === origin.origin) return true;
  const forwardedHost = TRUST_PROXY ? request.headers.get("x-forwarded-host") : null;
  return [forwardedHost, request.headers.get("host")].includes(origin.host);
}
