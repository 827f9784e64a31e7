import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type deliverAlert as Deliver, deliverAlert, MAX_ATTEMPTS } from "#lib/alerts/deliver-alert.ts";
import { requeueDeliveries, tryJobId } from "#lib/alerts/queue-deliveries.ts";
import { sendWebhook } from "#lib/alerts/send-webhook.ts";
import { testDestination } from "#lib/alerts/test-destination.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { alertDeliveries } from "#lib/queues/alerts.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createAlert, createAlertDestination, WEBHOOK_SECRET } from "#tests/factories/create-alert.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { control } from "#tests/integration/assistant/harness.ts";
import { startReceiver } from "./webhook-receiver.ts";

type Next = Parameters<Parameters<typeof Deliver>[0]["schedule"]>[0];
const NOW = new Date();
const actor = { type: "system", id: null, label: "test" } as const;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.answerWith((_, response) => void response.writeHead(204).end()));
afterAll(async () => {
  await receiver.close();
  await alertDeliveries.close();
  await closeInfra();
});

async function pending(path: string, about: { event?: "OPENED" | "RESOLVED"; url?: string } = {}) {
  const team = await createTeam();
  const destination = await createAlertDestination(team.id, { url: about.url ?? `${receiver.url}${path}` });
  const alert = await createAlert(team.id);
  const delivery = await getDb().alertDelivery.create({
    data: { alertId: alert.id, destinationId: destination.id, event: about.event ?? "OPENED" },
  });
  return { team, destination, alert, delivery };
}

async function attempt(deliveryId: string, number = 0) {
  const next: Next[] = [];
  await deliverAlert({
    ...{ deliveryId, attempt: number, now: new Date(), chance: 0.5 },
    schedule: async (one) => void next.push(one),
  });
  const row = await getDb().alertDelivery.findUniqueOrThrow({ where: { id: deliveryId } });
  return { row, next };
}

const at = (path: string) => receiver.received.filter((one) => one.path === path);

describe("a webhook", () => {
  test("arrives signed, with what the alert says, and once", async () => {
    const { delivery, alert, team } = await pending("/fine");
    const { row, next } = await attempt(delivery.id);
    expect(row).toMatchObject({ status: "DELIVERED", attempts: 1, lastError: null });
    expect(next).toEqual([]);
    const [first, ...more] = at("/fine");
    expect(more).toEqual([]);
    expect(first?.id).toBe(delivery.id);
    expect(first?.headers["content-type"]).toBe("application/json");
    expect(first?.verified()).toMatchObject({
      type: "alert.opened",
      data: { id: alert.id, teamId: team.id, kind: "limit_reached", severity: "critical", resolvedAt: null },
    });
    expect(String(first?.verified().data.text)).toMatch(/^The limit of Acme on requests per day is reached/);
    // Its job comes once more, as after a crash behind the last write.
    await attempt(delivery.id);
    expect(at("/fine")).toHaveLength(1);
  });

  test("does not verify once a byte is changed", async () => {
    const { delivery } = await pending("/signed");
    await attempt(delivery.id);
    const [one] = at("/signed");
    expect(one?.headers["webhook-signature"]).toMatch(/^v1,/);
    expect(one?.body.includes(WEBHOOK_SECRET)).toBe(false);
    expect(() => one?.verified()).not.toThrow();
    if (one) one.headers["webhook-id"] = "another";
    expect(() => one?.verified()).toThrow();
  });

  test.each([
    ["500", { status: 500 }, "status:500", [3_500, 5_000]],
    ["503 with Retry-After", { status: 503, headers: { "Retry-After": "30" } }, "status:503", [30_000, 31_000]],
    ["429 with Retry-After", { status: 429, headers: { "Retry-After": "7" } }, "status:429", [7_000, 8_000]],
  ] as const)("answered with %s is tried again, later", async (name, { status, ...more }, lastError, [least, most]) => {
    receiver.answerWith((_, response) => void response.writeHead(status, "headers" in more ? more.headers : {}).end());
    const path = `/${encodeURIComponent(name)}`;
    const { delivery } = await pending(path);
    const { row, next } = await attempt(delivery.id);
    expect(row).toMatchObject({ status: "PENDING", attempts: 1, lastError });
    expect(next).toEqual([{ deliveryId: delivery.id, attempt: 1, delayMs: expect.any(Number) }]);
    expect(next[0]?.delayMs).toBeGreaterThanOrEqual(least);
    expect(next[0]?.delayMs).toBeLessThanOrEqual(most);
    receiver.answerWith((_, response) => void response.writeHead(200).end("thanks"));
    expect((await attempt(delivery.id, 1)).row).toMatchObject({ status: "DELIVERED", attempts: 2, lastError: null });
    // The same id, so that the receiver can tell.
    expect(new Set(at(path).map(({ id }) => id))).toEqual(new Set([delivery.id]));
  });

  test.each([
    ["400", 400, "status:400"],
    ["403", 403, "status:403"],
    ["404", 404, "status:404"],
  ] as const)("answered with %s is final", async (_, status, lastError) => {
    receiver.answerWith((_request, response) => void response.writeHead(status).end());
    const { delivery, destination } = await pending(`/final-${status}`);
    const { row, next } = await attempt(delivery.id);
    expect(row).toMatchObject({ status: "FAILED", attempts: 1, lastError });
    expect(next).toEqual([]);
    expect(await getDb().alertDestination.findUnique({ where: { id: destination.id } })).toMatchObject({
      active: true,
    });
  });

  test("answered with 410 switches its destination off, with the reason, and that is audited", async () => {
    receiver.answerWith((_, response) => void response.writeHead(410).end());
    const { delivery, destination, team } = await pending("/gone");
    expect((await attempt(delivery.id)).row).toMatchObject({ status: "FAILED", lastError: "gone" });
    const off = await getDb().alertDestination.findUnique({ where: { id: destination.id } });
    expect(off).toMatchObject({ active: false, disabledReason: "gone" });
    const audited = await getDb().auditEntry.findMany({ where: { teamId: team.id } });
    expect(audited.map(({ action, actorType }) => [action, actorType])).toEqual([
      ["alert_destination.disable", "system"],
    ]);
  });

  test("answered with a redirect is refused, wherever that leads", async () => {
    receiver.answerWith((_, response) => void response.writeHead(307, { Location: `${receiver.url}/secret` }).end());
    const { delivery } = await pending("/redirect");
    expect((await attempt(delivery.id)).row).toMatchObject({ status: "FAILED", lastError: "redirect:307" });
    expect(at("/secret")).toEqual([]);
  });

  test("to a server that hangs is given up in time, and tried again", async () => {
    receiver.answerWith(() => undefined);
    const outcome = await sendWebhook({
      ...{ url: `${receiver.url}/hangs`, secret: WEBHOOK_SECRET, id: "x", payload: {}, now: NOW, timeoutMs: 200 },
      allowedHosts: new Set([receiver.host]),
    });
    expect(outcome).toEqual({ result: "retry", error: "timeout" });
  });

  test("is given up after the last try", async () => {
    receiver.answerWith((_, response) => void response.writeHead(500).end());
    const { delivery } = await pending("/never");
    await getDb().alertDelivery.update({ where: { id: delivery.id }, data: { attempts: MAX_ATTEMPTS - 1 } });
    const { row, next } = await attempt(delivery.id, MAX_ATTEMPTS - 1);
    expect(row).toMatchObject({ status: "FAILED", attempts: MAX_ATTEMPTS, lastError: "status:500" });
    expect(next).toEqual([]);
  });

  test("to a host inside that nobody allows is refused, whatever was allowed when it was added", async () => {
    const other = await startReceiver();
    const { delivery } = await pending("", { url: `${other.url}/inside` });
    await getDb().allowedHost.delete({ where: { host: other.host } });
    const { row } = await attempt(delivery.id);
    expect(row).toMatchObject({ status: "FAILED", lastError: expect.stringMatching(/^(privateAddress|port)$/) });
    expect(other.received).toEqual([]);
    await other.close();
  });

  test("to a destination that was switched off meanwhile is not sent; a test is", async () => {
    const { delivery, destination } = await pending("/off");
    await getDb().alertDestination.update({ where: { id: destination.id }, data: { active: false } });
    expect((await attempt(delivery.id)).row).toMatchObject({ status: "FAILED", lastError: "switchedOff" });
    expect(at("/off")).toEqual([]);
    const sent = await testDestination({ destinationId: destination.id, actor, now: NOW });
    expect((await attempt(sent.id)).row).toMatchObject({ status: "DELIVERED", event: "TEST" });
    expect(at("/off")[0]?.verified().type).toBe("alert.test");
  });
});

test("a delivery whose job was lost with its process gets it again, once", async () => {
  const { delivery } = await pending("/lost");
  await getDb().alertDelivery.update({ where: { id: delivery.id }, data: { createdAt: new Date(0), attempts: 3 } });
  await requeueDeliveries({ now: NOW });
  await requeueDeliveries({ now: NOW });
  const job = await alertDeliveries.queue().getJob(tryJobId(delivery.id, 3));
  expect(job?.data.payload).toEqual({ deliveryId: delivery.id, attempt: 3 });
  const waiting = await alertDeliveries.queue().getJobs(["waiting", "prioritized", "delayed"]);
  expect(waiting.filter(({ data }) => data.payload.deliveryId === delivery.id)).toHaveLength(1);
});

describe("a Telegram chat", () => {
  let sandbox: Sandbox;
  let nextBot = 880_000;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  async function chat() {
    nextBot += 1;
    const token = `${nextBot}:sandbox-alerts`;
    await control(sandbox, "POST", "/bots", { token });
    const user = await control<{ id: number }>(sandbox, "POST", "/users", { firstName: "Ops" });
    await control(sandbox, "POST", `/chats/${nextBot}:${user.id}/messages`, { userId: user.id, text: "/start" });
    const team = await createTeam();
    const connection = await createConnection(team.id, {
      token,
      settings: { apiRoot: sandbox.telegramApiRoot },
    });
    const destination = await createAlertDestination(team.id, {
      ...{ kind: "TELEGRAM", url: null, secretEncrypted: null, connectionId: connection.id, chatId: String(user.id) },
    });
    const alert = await createAlert(team.id);
    const delivery = await getDb().alertDelivery.create({
      data: { alertId: alert.id, destinationId: destination.id, event: "OPENED" },
    });
    const messages = async () =>
      (
        await control<{ messages: { text: string; from?: { is_bot: boolean } }[] }>(
          sandbox,
          "GET",
          `/chats/${nextBot}:${user.id}/messages`,
        )
      ).messages;
    return { delivery, destination, messages, bot: nextBot };
  }

  test("is written to by the team's bot, as plain words", async () => {
    const { delivery, messages } = await chat();
    expect((await attempt(delivery.id)).row).toMatchObject({ status: "DELIVERED" });
    expect(JSON.stringify(await messages())).toContain("The limit of Acme on requests per day is reached");
  });

  test("that has blocked the bot switches the destination off", async () => {
    const { delivery, destination, bot } = await chat();
    await control(sandbox, "POST", "/faults", { botId: bot, method: "sendMessage", status: 403, times: 1 });
    const { row } = await attempt(delivery.id);
    expect(row.status).toBe("FAILED");
    expect(row.lastError).toMatch(/^telegramForbidden:/);
    expect(await getDb().alertDestination.findUnique({ where: { id: destination.id } })).toMatchObject({
      active: false,
    });
  });
});
