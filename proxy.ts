import { type NextRequest, NextResponse } from "next/server";

/**
 * Sends whoever has no session cookie to sign in and back again; whether a cookie is worth anything, the pages ask. And
 * gives every page a Content-Security-Policy with a nonce of its own. Next reads the nonce from the request header and
 * puts it on each script it renders, which is why every page has to be rendered per request (the root layout is).
 */
export function proxy(request: NextRequest) {
  if (isStranger(request)) return NextResponse.redirect(signInUrl(request));
  const policy = contentSecurityPolicy(crypto.randomUUID().replaceAll("-", ""), isMiniApp(request));
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

// Prefetches are not left out: a browser may show a document that it has prefetched.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };

const OPEN_PATHS = ["/sign-in", "/invitation", "/miniapp"];

function isStranger({ nextUrl: { pathname }, cookies }: NextRequest) {
  if (OPEN_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`))) return false;
  return !cookies.getAll().some(({ name }) => name.endsWith("next-auth.session-token"));
}

function isMiniApp({ nextUrl: { pathname } }: NextRequest) {
  return pathname.startsWith("/miniapp/");
}

function signInUrl({ nextUrl }: NextRequest) {
  const url = nextUrl.clone();
  const wanted = `${nextUrl.pathname}${nextUrl.search}`;
  url.pathname = "/sign-in";
  url.search = wanted === "/" ? "" : `?${new URLSearchParams({ callbackUrl: wanted })}`;
  return url;
}

function contentSecurityPolicy(nonce: string, isMiniApp: boolean) {
  const dev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // React's development build rebuilds server stacks with eval; the production build never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // No <style> without a nonce. Attributes alone are let through: charts and popovers are placed with them.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    // Of our own pages only the Mini App lets itself be framed: the Sandbox page shows it as Telegram's web client does.
    "frame-src 'self'",
    `frame-ancestors ${isMiniApp ? "'self' https://web.telegram.org" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}
