import { useTranslations } from "next-intl";

const KEYS = {
  "telegram-updates": "telegramUpdates",
  "room-turns": "roomTurns",
  "room-sweeps": "roomSweeps",
  "broadcast-runs": "broadcastRuns",
  "broadcast-sweeps": "broadcastSweeps",
  "gate-chores": "gateChores",
  "gate-sweeps": "gateSweeps",
  "gate-troubles": "gateTroubles",
  "gate-retention": "gateRetention",
  "usage-roll-up": "usageRollUp",
  "usage-sweep": "usageSweep",
  "usage-reconcile": "usageReconcile",
  "alert-sweeps": "alertSweeps",
  "alert-deliveries": "alertDeliveries",
} as const;

/** What a queue is called, and what it is for; one of another release is called by its own name. */
export function useQueueWords() {
  const name = useTranslations("operations.queueNames");
  const note = useTranslations("operations.queueNotes");
  return (queue: string) => {
    const key = queue in KEYS ? KEYS[queue as keyof typeof KEYS] : undefined;
    return { name: key ? name(key) : queue, note: key ? note(key) : null };
  };
}
