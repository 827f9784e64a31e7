import type { ChatMember, User } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { inOrder } from "../rooms/in-order.ts";
import { carryOut } from "./carry-out.ts";
import { type GateCase, personOf, plainSender } from "./gate-case.ts";
import { judgeCase } from "./judge-case.ts";
import type { LoadedGroup } from "./load-group.ts";
import { standingOf } from "./member-state.ts";
import { recordCase } from "./record-case.ts";

/** One joining is told by two updates, seconds apart at most. */
const SAME_JOIN_SECONDS = 30;

/**
 * Judges somebody who joined a group.
 * @param options.chatMember as the update tells it; null where only a service message does
 */
export async function handleJoin(options: {
  connection: LoadedConnection;
  group: LoadedGroup;
  user: User;
  chatMember: ChatMember | null;
  date: number;
  receivedAt: Date;
  now: Date;
}): Promise<void> {
  const { connection, group, user, chatMember, receivedAt, now } = options;
  const date = Math.floor(options.date / SAME_JOIN_SECONDS) * SAME_JOIN_SECONDS;
  const one: GateCase = {
    ...{ connection, group, trigger: "join", person: personOf(user), sender: plainSender(user) },
    standing: chatMember ? standingOf(chatMember) : null,
    ...{ chatMember, threadId: 0, messageId: null, occurredAt: new Date(date * 1_000), receivedAt, now },
    occasion: `join/${group.chatId}/${user.id}/${date}`,
  };
  await inOrder(`gate/${connection.id}/${group.chatId}/${user.id}`, async () => {
    const judged = await judgeCase(one);
    const id = await recordCase(one, judged);
    if (judged.decision.actions.length > 0) await carryOut(one, judged, id);
  });
}
