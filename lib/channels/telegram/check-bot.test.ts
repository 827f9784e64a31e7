import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { LoadedConnection } from "../load-connection.ts";
import { checkBot } from "./check-bot.ts";

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connectionAt(apiRoot: string): LoadedConnection {
  return {
    ...{ id: apiRoot, teamId: "t", kind: "TELEGRAM", name: "bot", externalId: null, username: null },
    ...{ defaultModel: null, active: true, assistant: true, gate: false, inbox: false, webhookSecretHash: null },
    ...{ token: "123456:the-secret-part-of-the-token", settings: { apiRoot } },
  };
}

test.each([301, 302, 303, 307, 308])("a %s is not followed: the token goes nowhere else", async (status) => {
  const asked: string[] = [];
  const thief = await serve((request, response) => {
    asked.push(request.url ?? "");
    response.end(JSON.stringify({ ok: true, result: { id: 123_456, is_bot: true, first_name: "x", username: "x" } }));
  });
  const apiRoot = await serve((request, response) => {
    response.writeHead(status, { location: `${thief}${request.url}` }).end();
  });
  const found = await checkBot(connectionAt(apiRoot));
  expect(found).toMatchObject({ ok: false, reason: expect.stringContaining("answered with a redirect") });
  expect(JSON.stringify(found)).not.toContain("secret-part");
  expect(asked).toEqual([]);
});
