import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createGateway } from "./create-app.ts";

export interface RunningGateway {
  port: number;
  close(): Promise<void>;
}

// Answers that still run at a stop get this long; the whole stop has ten seconds.
const DRAIN_MS = 7_000;

/**
 * Serves the gateway. `close` takes no new calls, lets running answers end for up to seven seconds and then cuts them
 * (which bills what they produced). The caller has started the ledger and the team caches.
 * @param options.port 0 for any free one
 * @throws Error EADDRINUSE and the like
 */
export async function startGateway(options: { port: number; host: string }): Promise<RunningGateway> {
  const server = createAdaptorServer({
    fetch: createGateway().fetch,
    // Slow senders are cut; slow readers of a long answer are not.
    serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
  }) as Server;
  server.listen(options.port, options.host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close");
      server.close();
      // Again and again, because a kept-alive connection becomes idle when its answer has ended.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}
