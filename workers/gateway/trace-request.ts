import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { log, type TraceContext, withTrace } from "#lib/infra/log.ts";
import { counter, histogram } from "#lib/infra/metrics.ts";
import type { GatewayEnv } from "./types.ts";

/**
 * Gives a request its correlation id (the caller's `x-request-id` when it is a plain word), which the answer repeats, and
 * writes one log line when the answer has ended. Never a body, a header or a query.
 */
export function traceRequests(): MiddlewareHandler<GatewayEnv> {
  const requests = counter("switchboard_gateway_requests_total", "Answers of the gateway", ["route", "status"]);
  const seconds = histogram("switchboard_gateway_request_seconds", "Time from request to the end of its answer", [
    "route",
  ]);
  const meters = new Map<
    string,
    { requests: ReturnType<typeof requests.labels>; seconds: ReturnType<typeof seconds.labels> }
  >();
  const meterOf = (route: string, status: number) => {
    const name = `${route} ${status}`;
    let meter = meters.get(name);
    if (!meter) {
      meter = { requests: requests.labels({ route, status: `${status}` }), seconds: seconds.labels({ route }) };
      meters.set(name, meter);
    }
    return meter;
  };
  return (c, next) => {
    const { incoming, outgoing } = c.env;
    const startedAt = performance.now();
    const trace: TraceContext = { requestId: requestIdOf(incoming.headers["x-request-id"]) };
    c.set("requestId", trace.requestId);
    outgoing.setHeader("x-request-id", trace.requestId);
    outgoing.once("close", () => {
      const ms = performance.now() - startedAt;
      const route = routeLabel(incoming.url ?? "");
      const status = outgoing.writableFinished ? outgoing.statusCode : HUNG_UP;
      const meter = meterOf(route, status);
      meter.requests.inc();
      meter.seconds.observe(ms / 1_000);
      const line = { ...trace, method: incoming.method, route, status, ms: Math.round(ms * 10) / 10 };
      if (route === "probe") log().debug(line, "request");
      else log().info(line, "request");
    });
    return withTrace(trace, next);
  };
}

/** nginx's status for a caller who left before the answer was complete. */
const HUNG_UP = 499;

function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === "string" && /^[\w.-]{1,100}$/.test(given) ? given : randomUUID();
}

/** A route's name without ids, so that the number of metric series is bounded whatever callers ask for. */
function routeLabel(url: string): string {
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  if (path === "/v1/chat/completions" || path === "/v1/models") return path;
  if (path === "/health" || path === "/ready" || path === "/metrics") return "probe";
  if (path.startsWith("/v1/rooms/")) return "/v1/rooms";
  if (path.startsWith("/webhooks/")) return "/webhooks";
  return "other";
}
