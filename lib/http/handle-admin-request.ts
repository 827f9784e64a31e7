import { randomUUID } from "node:crypto";
import { RateLimiterRes } from "rate-limiter-flexible";
import { clientAddress } from "../auth/client-address.ts";
import { createLimiter } from "../auth/create-limiter.ts";
import { can } from "../auth/roles.ts";
import { sessionCookieOf } from "../auth/session-cookie.ts";
import { AppError, fieldError, notFound } from "../infra/errors.ts";
import { log, withTrace } from "../infra/log.ts";
import { histogram } from "../infra/metrics.ts";
import { type Said, said } from "../infra/said.ts";
import { readTeam } from "../teams/read-team.ts";
import type { AdminRoute, HandlerContext, StreamedText } from "./admin-route.ts";
import { ADMIN_ROUTES } from "./admin-routes.ts";
import { checkOrigin } from "./check-origin.ts";
import { matchRoute } from "./match-route.ts";
import { identify, type Principal } from "./principal.ts";
import { problemResponse } from "./problem.ts";
import { readJsonBody } from "./read-json-body.ts";
import { requestLocale } from "./request-locale.ts";
import { sayIn } from "./say-in.ts";
import { streamResponse } from "./stream-response.ts";
import { validate } from "./validate.ts";

const PREFIX = "/api/admin";
const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;
/** Requests per minute of one user or key. */
const REQUESTS_PER_MINUTE = 1_200;

/**
 * Serves /api/admin/*: finds the declared route, learns who asks, guards, validates, calls the handler, and answers in
 * JSON, every failure as problem+json.
 */
export async function handleAdminRequest(request: Request): Promise<Response> {
  const given = request.headers.get("x-request-id") ?? "";
  const requestId = REQUEST_ID.test(given) ? given : randomUUID();
  const headers = { "X-Request-Id": requestId, "Cache-Control": "private, no-store" };
  return withTrace({ requestId }, async () => {
    const began = performance.now();
    let path = "none";
    let response: Response;
    try {
      const found = matchRoute(ADMIN_ROUTES, new URL(request.url).pathname.slice(PREFIX.length), request.method);
      path = found.route.path;
      response = await serve(found.route, found.params, request, headers);
    } catch (error) {
      const allow = error instanceof AppError && error.code === "method_not_allowed" ? error.details?.allow : undefined;
      const locale = requestLocale(request);
      response = problemResponse(
        error,
        requestId,
        { ...headers, "Content-Language": locale, ...(allow ? { Allow: String(allow) } : {}) },
        await sayIn(locale),
      );
    }
    const seconds = (performance.now() - began) / 1_000;
    histogram("switchboard_admin_seconds", "Time of admin requests", ["method", "path", "status"]).observe(
      { method: request.method, path, status: `${response.status}` },
      seconds,
    );
    log().info({ method: request.method, path, status: response.status, seconds }, "admin request");
    return response;
  });
}

async function serve(
  route: AdminRoute,
  rawParams: Record<string, string>,
  request: Request,
  headers: Record<string, string>,
): Promise<Response> {
  const now = new Date();
  const principal = await identify(request, now);
  if (!principal && route.access.kind !== "public") {
    const message = sessionCookieOf(request.headers.get("cookie"))
      ? said`You have been signed out. Sign in again.`
      : said`Sign in, or send a management key as Authorization: Bearer sb_mgmt_….`;
    throw new AppError("unauthenticated", message);
  }
  if (principal?.user && request.method !== "GET") checkOrigin(request);
  const address = clientAddress((name) => request.headers.get(name));
  await limitRequests(principal?.actor.id ?? address ?? "nobody");

  const params = parseParams(route, rawParams);
  if (principal) await authorize(route, params, principal);
  const query = route.query && validate(route.query, readQuery(request));
  const body = route.body && validate(route.body, (await readJsonBody(request)) ?? {});
  const { signal } = request;
  const context = { params, query, body, principal, now, address, signal };
  const result = await route.handler(context as HandlerContext<never, never, never, never>);
  if (route.stream) return streamResponse({ route, result: result as StreamedText, headers });
  if (!route.response) return new Response(null, { status: route.status, headers });
  // Parsed on the way out as well: what the document does not promise is not sent, secrets first of all.
  return Response.json(route.response.parse(result), { status: route.status, headers });
}

/** A parameter that cannot be an id is as unknown as an id that nothing has. */
function parseParams(route: AdminRoute, rawParams: Record<string, string>): Record<string, string> {
  if (!route.params) return rawParams;
  const parsed = route.params.safeParse(rawParams);
  if (parsed.success) return parsed.data as Record<string, string>;
  if (route.access.kind === "team" && route.access.owner) throw notFound(route.access.owner.missing);
  const wrong = String(parsed.error.issues[0]?.path[0] ?? "");
  throw notFound(MISSING[wrong] ?? said`The resource was not found.`);
}

const MISSING: Record<string, Said> = {
  teamId: said`The team was not found.`,
  keyId: said`The key was not found.`,
  limitId: said`The limit was not found.`,
  topUpId: said`The top-up was not found.`,
  userId: said`The user was not found.`,
  invitationId: said`The invitation was not found.`,
  connectionId: said`The connection was not found.`,
  providerId: said`The provider was not found.`,
  modelId: said`The model was not found.`,
  queue: said`The queue was not found.`,
  jobId: said`The failed job was not found.`,
  host: said`The host was not found.`,
};

async function authorize(route: AdminRoute, params: Record<string, string>, principal: Principal): Promise<void> {
  const { access } = route;
  if (access.kind === "operator" && !principal.isOperator)
    throw new AppError("forbidden", said`Only operators may do this.`);
  if (access.kind === "user" && !principal.user) {
    throw new AppError("forbidden", said`This is for signed-in users: a key has no account.`);
  }
  if (access.kind !== "team") return;
  const missing = access.owner?.missing ?? said`The team was not found.`;
  const teamId = access.owner ? await access.owner.teamOf(params as never) : params.teamId;
  if (teamId === undefined) throw notFound(missing);
  if (!principal.isOperator && !(teamId !== null && principal.roles.has(teamId))) throw notFound(missing);
  if (!can(principal, access.action, teamId)) {
    throw new AppError("forbidden", said`Your role in the team does not allow this.`);
  }
  if (principal.isOperator && !access.owner && teamId !== null) await readTeam(teamId);
}

function readQuery(request: Request): Record<string, string> {
  const { searchParams } = new URL(request.url);
  for (const [name, value] of searchParams) {
    if (`${name}${value}`.includes("\u0000")) {
      throw new AppError("malformed_request", said`A parameter must not contain the NUL character.`);
    }
    if (searchParams.getAll(name).length > 1) {
      const message = said`The parameter "${name.slice(0, 100)}" is given more than once.`;
      throw fieldError("invalid_input", name, message);
    }
  }
  return Object.fromEntries(searchParams);
}

let limiter: ReturnType<typeof createLimiter> | undefined;

async function limitRequests(who: string): Promise<void> {
  limiter ??= createLimiter({ name: "admin-api", points: REQUESTS_PER_MINUTE, duration: 60 });
  try {
    await limiter.consume(who);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError("rate_limited", said`More than ${REQUESTS_PER_MINUTE} requests in a minute: slow down.`, {
      retryAfterSeconds: Math.max(1, Math.ceil((refused.msBeforeNext ?? 0) / 1_000)),
    });
  }
}
