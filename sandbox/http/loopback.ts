import type { MiddlewareHandler } from "hono";

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/**
 * Lets in only what was addressed to this machine by a page of this machine, or by no page at all. A foreign page that
 * points a name of its own at 127.0.0.1 is known by its Host and its Origin. Pages of this machine, such as the
 * dashboard on another port, may read the answers.
 */
export function loopbackOnly(): MiddlewareHandler {
  return async (c, next) => {
    const host = hostnameOf(`http://${c.req.header("host") ?? ""}`);
    if (host === undefined || !isLoopback(host)) return refuse(`Host ${c.req.header("host") ?? "(none)"}`);
    const origin = c.req.header("origin");
    if (origin !== undefined) {
      const from = hostnameOf(origin);
      if (from === undefined || !isLoopback(from)) return refuse(`Origin ${origin}`);
      c.header("access-control-allow-origin", origin);
      c.header("vary", "origin");
      if (c.req.method === "OPTIONS") {
        c.header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
        c.header("access-control-allow-headers", "content-type");
        return c.body(null, 204);
      }
    }
    await next();
  };
}

function refuse(what: string): Response {
  const error = { code: "not_loopback", message: `${what} is not this machine; the sandbox answers loopback only` };
  return Response.json({ error }, { status: 403 });
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
