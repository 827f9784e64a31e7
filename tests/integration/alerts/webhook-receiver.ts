import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { getDb } from "#lib/infra/db.ts";
import { WEBHOOK_SECRET } from "#tests/factories/create-alert.ts";

export interface Received {
  path: string;
  id: string;
  headers: Record<string, string>;
  body: string;
  /** The body, if the signature is right. @throws otherwise */
  verified(): { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A real server that keeps what it is sent, and answers as `answer` says. Its address is on the operators' list. */
export async function startReceiver() {
  const received: Received[] = [];
  let answer = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(204).end();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const headers = request.headers as Record<string, string>;
    const verified = () => new Webhook(WEBHOOK_SECRET).verify(body, headers) as ReturnType<Received["verified"]>;
    received.push({ path: request.url ?? "", id: headers["webhook-id"] ?? "", headers, body, verified });
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await getDb().allowedHost.create({ data: { host, createdBy: "test" } });
  return {
    url: `http://${host}`,
    host,
    received,
    answerWith(next: typeof answer) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
