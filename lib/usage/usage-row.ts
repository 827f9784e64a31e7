import type { ChainTry } from "./chain-try.ts";
import type { Subjects, UsageFacts } from "./reservation.ts";

/** A usage row on its way to the journal and the database: plain JSON, without any text of the conversation. */
export interface UsageRow {
  /** Given when it is written. */
  id?: string;
  teamId: string;
  keyLineageId?: string | undefined;
  endUserId?: string | undefined;
  keyId?: string | undefined;
  connectionId?: string | undefined;
  roomId?: string | undefined;
  channel: string;
  model: string;
  providerId?: string | undefined;
  tokensIn: number;
  tokensOut: number;
  /** Nano-USD in decimal digits. */
  costNano: string;
  latencyMs: number;
  firstByteMs?: number | undefined;
  status: UsageFacts["status"];
  idempotencyKey: string;
  requestId?: string | undefined;
  chain?: ChainTry[] | undefined;
  configId?: string | undefined;
  /** ISO 8601. */
  occurredAt: string;
  /** YYYY-MM-DD in the team's time zone. */
  day: string;
}

/** What a column of type integer holds at most. */
const MAX_INT4 = 2_147_483_647;

/** Figures are brought into what their columns can hold, so that one odd provider can't hold up everyone's batch. */
export function toUsageRow(options: {
  subjects: Subjects;
  facts: UsageFacts;
  occurredAt: Date;
  day: string;
}): UsageRow {
  const { subjects, facts } = options;
  return {
    teamId: subjects.teamId,
    keyLineageId: subjects.keyLineageId,
    endUserId: subjects.endUserId,
    keyId: facts.keyId,
    connectionId: facts.connectionId,
    roomId: facts.roomId,
    channel: plain(facts.channel),
    model: plain(facts.model),
    providerId: facts.providerId,
    tokensIn: whole(facts.tokensIn),
    tokensOut: whole(facts.tokensOut),
    costNano: (facts.costNano > 0n ? facts.costNano : 0n).toString(),
    latencyMs: whole(facts.latencyMs),
    firstByteMs: facts.firstByteMs === undefined ? undefined : whole(facts.firstByteMs),
    status: facts.status,
    idempotencyKey: plain(facts.idempotencyKey),
    requestId: facts.requestId === undefined ? undefined : plain(facts.requestId),
    chain: facts.chain,
    configId: facts.configId,
    occurredAt: options.occurredAt.toISOString(),
    day: options.day,
  };
}

function whole(value: number): number {
  if (!(value > 0)) return 0;
  return Math.min(Math.round(value), MAX_INT4);
}

// PostgreSQL's text can't hold a NUL.
function plain(value: string): string {
  return value.includes("\u0000") ? value.replaceAll("\u0000", "") : value;
}

/** The row of a call that its process never ended: charged as much as had been reserved for it. */
export function interruptedRow(options: {
  reservation: { subjects: Subjects; occurredAt: Date; day: string };
  facts: UsageFacts;
  estimate: { tokens: number; costNano: bigint };
}): UsageRow {
  const { reservation, facts, estimate } = options;
  const tokens = whole(Math.ceil(estimate.tokens));
  const tokensIn = Math.min(whole(facts.tokensIn), tokens);
  return toUsageRow({
    ...reservation,
    facts: { ...facts, tokensIn, tokensOut: tokens - tokensIn, costNano: estimate.costNano, status: "INTERRUPTED" },
  });
}
