import type { Update } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { log } from "../infra/log.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import type { GateCase } from "./gate-case.ts";
import { noteMembership } from "./handle-chat-member.ts";
import { isServiceMessage } from "./is-service-message.ts";
import { type JudgedCase, judgeByVerdicts } from "./judge-case.ts";
import { loadGroup } from "./load-group.ts";
import { mayAddressGate, messageCase } from "./message-case.ts";
import { recordCase } from "./record-case.ts";

/** How long the platform's delivery is held up for a verdict, in milliseconds; a slower one is waited for in the queue. */
const PATIENCE_MS = 300;

interface Arrived {
  connection: LoadedConnection;
  update: { update_id: number };
  receivedAt: Date;
}

/** What came of an update: null where it may ask for more, `nothing` where it is not even counted. */
type Arrival = (JudgedCase & { one: GateCase }) | "nothing" | null;

/**
 * Judges an update as it arrives. Most messages are of people who may write, or of groups that nobody protects, and of a bot
 * that only guards groups those ask for nothing: they need no queue, which is for what has to be carried out. What it cannot
 * tell it leaves to the queue.
 * @returns whether nothing is left to do about the update
 */
export async function letPass(arrived: Arrived): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((settle) => {
    timer = setTimeout(() => settle(null), PATIENCE_MS);
  });
  try {
    const judged = await Promise.race([judge(arrived), late]);
    if (!judged) return false;
    if (judged !== "nothing") await recordCase(judged.one, judged);
    return true;
  } catch (err) {
    log().warn(
      { err, connectionId: arrived.connection.id },
      "an update was not judged as it arrived; the queue has it",
    );
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function judge({ connection, update, receivedAt }: Arrived): Promise<Arrival> {
  if (!connection.active || !connection.gate) return null;
  const { update_id: updateId, chat_member: event, ...content } = update as Update;
  const facts = { connection, updateId, receivedAt, now: receivedAt };
  if (!(await loadTeamConfig(connection.teamId)).active) return null;
  // Noted before it is queued: the person's next message may be on its way already.
  if (event?.chat.type === "channel") noteMembership({ ...facts, event });
  const message = content.message ?? content.edited_message;
  if (!message || connection.assistant || connection.inbox) return null;
  const words = { ...facts, message, isEdit: content.message === undefined };
  if (mayAddressGate(words)) return null;
  const group = await loadGroup(connection.id, message.chat.id);
  // A service message may say that the chat moves.
  if (!group) return isServiceMessage(message) ? null : "nothing";
  const one = messageCase(words, group);
  if (!one) return null;
  const judged = await judgeByVerdicts(one);
  const { decision } = judged;
  if (!decision || decision.outcome === "held" || decision.actions.length > 0) return null;
  return { ...judged, decision, one };
}
