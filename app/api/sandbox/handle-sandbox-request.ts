import { randomUUID } from "node:crypto";
import { readSession } from "#lib/auth/read-session.ts";
import { sessionCookieOf } from "#lib/auth/session-cookie.ts";
import { checkOrigin } from "#lib/http/check-origin.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import { requestLocale } from "#lib/http/request-locale.ts";
import { sayIn } from "#lib/http/say-in.ts";
import { validate } from "#lib/http/validate.ts";
import { AppError, notFound } from "#lib/infra/errors.ts";
import { withTrace } from "#lib/infra/log.ts";
import { said } from "#lib/infra/said.ts";
import { sandboxUrl } from "./ask-sandbox.ts";
import { SANDBOX_ROUTES, type SandboxRoute } from "./sandbox-routes.ts";
import { visibleBots } from "./visible-bots.ts";

const PREFIX = "/api/sandbox";

/**
 * Serves /api/sandbox/*: what the dashboard's Sandbox page may ask of the sandbox, in the name of somebody who is signed in,
 * and only about the bots of teams that they may see. Without a sandbox, nothing is there.
 */
export async function handleSandboxRequest(request: Request): Promise<Response> {
  const requestId = randomUUID();
  const headers = { "X-Request-Id": requestId, "Cache-Control": "private, no-store" };
  return withTrace({ requestId }, async () => {
    try {
      const response = await serve(request);
      if (response instanceof Response) return response;
      return Response.json(response, { headers });
    } catch (error) {
      const locale = requestLocale(request);
      return problemResponse(error, requestId, { ...headers, "Content-Language": locale }, await sayIn(locale));
    }
  });
}

async function serve(request: Request): Promise<unknown> {
  if (!sandboxUrl()) throw notFound(said`The sandbox was not found.`);
  const cookie = sessionCookieOf(request.headers.get("cookie"));
  const user = await readSession({ cookie, now: new Date() });
  if (!user) throw new AppError("unauthenticated", said`Sign in to use the sandbox.`);
  if (request.method !== "GET") checkOrigin(request);
  const { route, params } = match(new URL(request.url).pathname.slice(PREFIX.length), request.method);
  const body = route.body && validate(route.body, (await readJsonBody(request)) ?? {});
  return route.handle({ params, body: body as never, bots: await visibleBots(user), signal: request.signal });
}

/** @throws AppError not_found for a path that is not offered, method_not_allowed for a verb that is not */
function match(path: string, method: string): { route: SandboxRoute; params: Record<string, string> } {
  const matches = SANDBOX_ROUTES.flatMap((route) => {
    const found = route.path.exec(path);
    return found ? [{ route, params: { ...found.groups } }] : [];
  });
  const found = matches.find(({ route }) => route.method === method);
  if (found) return found;
  if (matches.length === 0) throw notFound(said`The resource was not found.`);
  throw new AppError(
    "method_not_allowed",
    said`This resource answers ${matches.map(({ route }) => route.method).join(", ")}.`,
  );
}
