import { afterAll, expect, test } from "vitest";
import { handleSandboxRequest } from "#app/api/sandbox/handle-sandbox-request.ts";
import { closeDb } from "#lib/infra/db.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createUser } from "#tests/factories/create-user.ts";

afterAll(closeDb);

test("without a demo there is no way to the sandbox, not even for an operator", async () => {
  process.env.DEMO = "0";
  const { cookie } = await createSession(await createUser({ isOperator: true }));
  for (const path of ["/bots", "/chats/1:2/messages", "/reset"]) {
    const url = `http://dashboard.test/api/sandbox${path}`;
    const answer = await handleSandboxRequest(new Request(url, { headers: { cookie, host: "dashboard.test" } }));
    expect([path, answer.status]).toEqual([path, 404]);
  }
});
