import { serve } from "@hono/node-server";
import { handleAdminRequest } from "#lib/http/handle-admin-request.ts";
import { health } from "#lib/http/health.ts";

/** The admin API in a process of its own, without Next: says its port on standard output. */
const server = serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch: (request) => (new URL(request.url).pathname === "/api/health" ? health() : handleAdminRequest(request)),
});
server.once("listening", () => {
  const { port } = server.address() as { port: number };
  process.stdout.write(`${port}\n`);
});
