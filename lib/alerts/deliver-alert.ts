import { writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { getEnv } from "../infra/env.ts";
import { counter } from "../infra/metrics.ts";
import type { Prisma } from "../infra/prisma/client.ts";
import { backoffDelay } from "../queues/backoff-delay.ts";
import { alertMessage, alertPayload } from "./alert-payload.ts";
import { loadAllowedHosts } from "./allowed-hosts.ts";
import { openSecret } from "./destination-secret.ts";
import type { Outcome } from "./judge-answer.ts";
import { sendTelegram } from "./send-telegram.ts";
import { sendWebhook } from "./send-webhook.ts";

/** With a first wait of 5 s that doubles up to an hour, about two and a half hours. */
export const MAX_ATTEMPTS = 12;
const FIRST_WAIT_MS = 5_000;
const MAX_WAIT_MS = 3_600_000;

const FOUND = { alert: true, destination: true } as const;
type Found = Prisma.AlertDeliveryGetPayload<{ include: typeof FOUND }>;

/**
 * Makes one try of a delivery and writes down what became of it. A process killed in between repeats the try, with the same
 * webhook id. The next try is scheduled before this one is counted, so that it cannot be lost; a job of a try that has been
 * counted already does nothing.
 * @param options.attempt how many tries there were before this one
 * @param options.schedule queues the next try
 */
export async function deliverAlert(options: {
  deliveryId: string;
  attempt: number;
  now: Date;
  chance: number;
  schedule: (next: { deliveryId: string; attempt: number; delayMs: number }) => Promise<void>;
}): Promise<void> {
  const { deliveryId, attempt, now } = options;
  const delivery = await getDb().alertDelivery.findUnique({ where: { id: deliveryId }, include: FOUND });
  if (delivery?.status !== "PENDING" || delivery.attempts > attempt) return;
  const isTest = delivery.event === "TEST";
  // Whoever presses the test button wants to know whether it would work.
  const outcome: Outcome =
    delivery.destination.active || isTest ? await send(delivery, now) : { result: "failed", error: "switchedOff" };
  counter("switchboard_alert_deliveries_total", "Tries of deliveries", ["result"]).inc({ result: outcome.result });
  const attempts = attempt + 1;

  if (outcome.result === "delivered") return settle(delivery, { status: "DELIVERED", attempts, deliveredAt: now });
  const lastError = outcome.error.slice(0, 500);
  if (outcome.result === "retry" && !isTest && attempts < MAX_ATTEMPTS) {
    const { chance } = options;
    const own = backoffDelay({ attemptsMade: attempts, firstMs: FIRST_WAIT_MS, maxMs: MAX_WAIT_MS, chance });
    // What the far side asks for is the least; the jitter comes on top of it.
    const delayMs = outcome.afterMs === undefined ? own : outcome.afterMs + Math.round(1_000 * chance);
    await options.schedule({ deliveryId, attempt: attempts, delayMs });
    await getDb().alertDelivery.updateMany({
      where: { id: deliveryId, status: "PENDING" },
      data: { attempts, lastError },
    });
    return;
  }
  await settle(delivery, { status: "FAILED", attempts, lastError }, outcome.result === "disable" ? lastError : null);
}

async function send(delivery: Found, now: Date): Promise<Outcome> {
  const { destination, alert, event, createdAt } = delivery;
  const dashboardUrl = getEnv().NEXTAUTH_URL?.replace(/\/+$/, "") ?? null;
  const told = {
    ...{ event, createdAt, destination, dashboardUrl },
    alert: alert && { ...alert, kind: alert.kind, severity: alert.severity },
  };
  if (destination.kind === "WEBHOOK") {
    const secret = openSecret(destination);
    if (!secret || !destination.url) return { result: "failed", error: "secretUnreadable" };
    const allowedHosts = await loadAllowedHosts();
    return sendWebhook({
      url: destination.url,
      secret,
      id: delivery.id,
      payload: alertPayload(told),
      allowedHosts,
      now,
    });
  }
  const { connectionId, chatId } = destination;
  if (!connectionId || !chatId) return { result: "failed", error: "botMissing" };
  const sent = await sendTelegram({ connectionId, chatId, text: alertMessage(told) });
  if (sent.result !== "moved") return sent;
  // A group that became a supergroup has a new id, under which the same people read.
  await getDb().alertDestination.update({ where: { id: destination.id }, data: { chatId: sent.chatId } });
  return { result: "retry", error: "telegramMoved", afterMs: 0 };
}

async function settle(
  { id, destination }: Found,
  data: Prisma.AlertDeliveryUpdateInput,
  disabledReason: string | null = null,
): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await tx.alertDelivery.updateMany({
      where: { id, status: "PENDING" },
      data: { lastError: null, ...data } as Prisma.AlertDeliveryUpdateManyMutationInput,
    });
    if (disabledReason !== null) await disable(tx, destination, disabledReason);
  });
}

async function disable(tx: Tx, destination: Found["destination"], disabledReason: string): Promise<void> {
  const { id, teamId, name } = destination;
  const { count } = await tx.alertDestination.updateMany({
    where: { id, active: true },
    data: { active: false, disabledReason },
  });
  if (count === 0) return;
  await writeAudit(tx, {
    actor: { type: "system", id: null, label: "alerts" },
    ...{ action: "alert_destination.disable", teamId, targetType: "alert_destination", targetId: id },
    before: { name, active: true, disabledReason: null },
    after: { name, active: false, disabledReason },
  });
}
