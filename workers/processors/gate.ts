import { deleteLater } from "#lib/gate/delete-message.ts";
import { forgetOldDecisions } from "#lib/gate/forget-old-decisions.ts";
import { removeWarning } from "#lib/gate/remove-warning.ts";
import { sendWarnings } from "#lib/gate/send-warnings.ts";
import { sweepGate } from "#lib/gate/sweep-gate.ts";
import { sweepTroubles } from "#lib/gate/sweep-troubles.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { gateChores, gateRetention, gateSweeps, gateTroubles } from "#lib/queues/gate.ts";

/** Does what the gate leaves for later. */
export function startGateProcessors(): { close(): Promise<void> } {
  const workers = [
    gateChores.consume(async ({ kind, id, messageId }) => {
      if (kind === "warn") await sendWarnings({ groupId: id });
      else if (kind === "remove") await removeWarning({ warningId: id });
      else if (messageId !== undefined) await deleteLater({ groupId: id, messageId });
    }),
    gateSweeps.consume(() => sweepGate()),
    gateTroubles.consume(() => sweepTroubles({ now: systemClock.now() })),
    gateRetention.consume(() => forgetOldDecisions({ now: systemClock.now() })),
  ];
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
