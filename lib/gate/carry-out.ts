import type { LoadedConnection } from "../channels/load-connection.ts";
import { deleteMessage } from "./delete-message.ts";
import type { GateCase } from "./gate-case.ts";
import { gatherWarning } from "./gather-warning.ts";
import { imposeRestriction } from "./impose-restriction.ts";
import type { JudgedCase } from "./judge-case.ts";
import { type Lifted, liftRestriction } from "./lift-restriction.ts";
import { previousPermissionsOf } from "./permissions.ts";
import { settleWarnings } from "./settle-warnings.ts";

/**
 * Does what was decided, except for what answers a request to join.
 * @returns what became of the mute, where one was to be lifted
 */
export async function carryOut(one: GateCase, judged: JudgedCase, decisionId: string): Promise<Lifted | null> {
  const { connection, group, person, now } = one;
  let lifted: Lifted | null = null;
  // Deleting and muting are two different calls, and the first message is to be seen as shortly as can be.
  await Promise.all(
    judged.decision.actions.map(async (action) => {
      switch (action.type) {
        case "delete_message":
          return removeMessage(connection, one);
        case "mute":
          await imposeRestriction({
            ...{ connection, group, userId: person.id, until: action.until, decisionId },
            previous: previousPermissionsOf(judged.chatMember),
          });
          return;
        case "lift":
          if (judged.restriction) {
            lifted = await liftRestriction({ connection, group, restrictionId: judged.restriction.id });
          }
          return;
        case "warn":
          return gatherWarning({
            ...{ groupId: group.id, threadId: one.threadId, person, expiresAt: action.expiresAt, now },
          });
        case "remove_warning":
          return settleWarnings({ groupId: group.id, userId: person.id });
      }
    }),
  );
  return lifted;
}

function removeMessage(connection: LoadedConnection, { group, messageId }: GateCase): Promise<void> {
  return messageId === null ? Promise.resolve() : deleteMessage({ connection, group, messageId });
}
