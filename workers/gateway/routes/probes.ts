import type { Hono } from "hono";
import { checkReadiness } from "#lib/infra/check-readiness.ts";
import { AppError } from "#lib/infra/errors.ts";
import { metricsRegistry } from "#lib/infra/metrics.ts";
import { said } from "#lib/infra/said.ts";
import { authenticateKey } from "#lib/teams/authenticate-key.ts";
import type { GatewayEnv } from "../types.ts";

/** `/health` (the process is alive), `/ready` (it can serve; 503 names the part that cannot), `/metrics` (Prometheus). */
export function mountProbes(app: Hono<GatewayEnv>): void {
  app.get("/health", (c) => c.json({ status: "ok" }));
  app.get("/ready", async (c) => {
    const readiness = await checkReadiness();
    return c.json(readiness, readiness.status === "ready" ? 200 : 503);
  });
  app.get("/metrics", async (c) => {
    if (!isLocal(c.env.incoming)) await demandOperator(c.env.incoming.headers.authorization);
    const registry = metricsRegistry();
    return c.body(await registry.metrics(), 200, { "content-type": registry.contentType });
  });
}

/** A scraper on this machine: the peer is loopback and no proxy speaks for somebody else. */
function isLocal(incoming: { socket: { remoteAddress?: string }; headers: Record<string, unknown> }): boolean {
  const { "x-forwarded-for": forwarded, forwarded: standard } = incoming.headers;
  const peer = incoming.socket.remoteAddress ?? "";
  return forwarded === undefined && standard === undefined && /^(::ffff:)?127\.|^::1$/.test(peer);
}

async function demandOperator(authorization: string | undefined): Promise<void> {
  const rawKey = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "")?.[1];
  const key = rawKey ? await authenticateKey({ rawKey, now: new Date() }) : null;
  if (key?.scope !== "MANAGEMENT" || key.teamId !== null) {
    throw new AppError("unauthenticated", said`Metrics are for scrapers on this machine or with an operator's key.`);
  }
}
