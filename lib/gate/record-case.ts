import { LRUCache } from "lru-cache";
import { getDb } from "../infra/db.ts";
import { decisionId } from "./decision-id.ts";
import { countDecision, logDecision } from "./decision-log.ts";
import type { GateCase } from "./gate-case.ts";
import { observeVerification } from "./gate-metrics.ts";
import type { JudgedCase } from "./judge-case.ts";
import { type DecisionRow, storeDecisions } from "./store-decisions.ts";
import { clearTrouble } from "./trouble.ts";
import type { Verdict } from "./verdict.ts";

/** Passes that this process has counted: an update that Telegram, or the queue, delivers again is no second one. */
const counted = new LRUCache<string, true>({ max: 50_000 });

/**
 * Leaves a trace of a decision. One that holds somebody or lets them go is in the database before it is carried out, so
 * that "why was I muted?" always has an answer; one on a fresh verdict is written soon; any other is counted, because the
 * row of its verdict explains it.
 * @returns the decision's id
 */
export async function recordCase(one: GateCase, { decision, verdicts }: JudgedCase): Promise<string> {
  await noteChannelWorked(one, verdicts);
  const { connection, group, person, receivedAt } = one;
  const at = new Date();
  const latencyMs = Math.max(0, at.getTime() - receivedAt.getTime());
  observeVerification(connection.id, decision.outcome, latencyMs / 1_000);
  const id = idOf(one);
  const row: DecisionRow = {
    ...{ id, teamId: group.teamId, groupId: group.id, userId: person.id, userName: person.name || null },
    username: person.username,
    ...{ trigger: one.trigger, outcome: decision.outcome, reason: decision.reason, verdicts, latencyMs, at },
    actions: decision.actions.map(({ type }) => type),
  };
  const isQuiet = decision.outcome === "passed" || decision.outcome === "exempt";
  if (!isQuiet) await storeDecisions({ rows: [row], counts: [] });
  else if (verdicts.some(({ source }) => source === "call")) logDecision(row);
  else if (!counted.has(id)) {
    counted.set(id, true);
    countDecision({ groupId: group.id, outcome: decision.outcome, at });
  }
  return id;
}

/** Whether this occasion's decision is in the database already. */
export async function isDecided(one: GateCase): Promise<boolean> {
  return (await getDb().gateDecision.count({ where: { id: idOf(one) } })) > 0;
}

function idOf({ connection, occasion, occurredAt }: GateCase): string {
  return decisionId({ connectionId: connection.id, occasion, occurredAt });
}

/** The channel that was in trouble told again who its members are. */
async function noteChannelWorked({ connection, group, now }: GateCase, verdicts: Verdict[]): Promise<void> {
  const { trouble, troubleChatId } = group;
  if (trouble === null || troubleChatId === null) return;
  const hasTold = verdicts.some(
    ({ chatId, source, state }) => chatId === troubleChatId && source === "call" && state !== "unknown",
  );
  if (hasTold) await clearTrouble({ connection, chatId: troubleChatId, now });
}
