/** The dashboard's process: Next behind a plain server, so that it stops cleanly and never outlives its supervisor. */
import { createServer } from "node:http";
import next from "next";
import { stampPeer } from "../../lib/auth/client-address.ts";
import { closeDb } from "../../lib/infra/db.ts";
import { getEnv } from "../../lib/infra/env.ts";
import { outliveOutput } from "../../lib/infra/outlive-output.ts";
import { startHeartbeat } from "../../lib/operations/heartbeat.ts";

outliveOutput();
const { HOST, PORT } = getEnv();
const app = next({ dev: false, hostname: HOST, port: PORT });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => {
  // Next answers such a path with 500 before any of our code sees it.
  if (!isDecodable(request.url ?? "/"))
    return response.writeHead(400, { "content-type": "text/plain" }).end("Bad request\n");
  stampPeer(request);
  return handle(request, response);
});
server.listen(PORT, HOST);
// Next's bundles have pools and caches of their own, which are not seen from here.
const heartbeat = startHeartbeat({ roles: ["web"], hasPools: false });

const FORCE_AFTER_MS = 5_000;
function stop(): void {
  const gone = heartbeat.stop().then(closeDb);
  server.close(() => gone.finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), FORCE_AFTER_MS).unref();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
process.once("disconnect", stop);

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
