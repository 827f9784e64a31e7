import type { z } from "zod";
import { notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { alertDeliveries, alertSweeps } from "../queues/alerts.ts";
import { broadcastRuns, broadcastSweeps } from "../queues/broadcasts.ts";
import type { QueueHandle } from "../queues/define-queue.ts";
import { gateChores, gateRetention, gateSweeps, gateTroubles } from "../queues/gate.ts";
import { roomSweeps, roomTurns } from "../queues/rooms.ts";
import { telegramUpdates } from "../queues/telegram.ts";
import { usageReconcileQueue, usageRollUpQueue, usageSweepQueue } from "../queues/usage.ts";

export type AnyQueue = QueueHandle<z.ZodType>;

/** Every queue that there is, those of people's messages first. */
export const ALL_QUEUES: readonly AnyQueue[] = [
  telegramUpdates,
  roomTurns,
  roomSweeps,
  gateChores,
  gateSweeps,
  gateTroubles,
  gateRetention,
  broadcastRuns,
  broadcastSweeps,
  usageRollUpQueue,
  usageSweepQueue,
  usageReconcileQueue,
  alertSweeps,
  alertDeliveries,
] as unknown as AnyQueue[];

/** @throws AppError not_found */
export function findQueue(name: string): AnyQueue {
  const found = ALL_QUEUES.find(({ contract }) => contract.name === name);
  if (!found) throw notFound(said`The queue was not found.`);
  return found;
}
