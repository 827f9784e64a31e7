import type { Broadcast } from "../../infra/prisma/client.ts";

/** What the audit log keeps of a broadcast: never its words. */
export function auditedBroadcast(broadcast: Broadcast): Record<string, unknown> {
  const { connectionId, audience, state, startsAt, text } = broadcast;
  return {
    ...{ connectionId, audience: audience.toLowerCase(), state: state.toLowerCase(), startsAt },
    textLength: text.length,
  };
}
