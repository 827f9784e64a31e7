import type { GateOutcome, GateReason } from "./decide.ts";
import type { LoadedGroup } from "./load-group.ts";
import type { Verdict } from "./verdict.ts";

export interface MemberExplanation {
  passes: boolean;
  outcome: GateOutcome;
  reason: GateReason;
  verdicts: Verdict[];
  /** The person's standing in the group itself; `unknown` where Telegram does not say. */
  standing: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked" | "unknown";
  /** The gate's mute that holds now. */
  restriction: { id: string; imposedAt: Date } | null;
  /** A human admin's mute or ban that holds now; the gate leaves it alone. */
  mutedByAdmin: boolean;
  lastDecision: { outcome: string; reason: string; trigger: string; at: Date } | null;
}

/** Whether a person would pass now, and why; asks Telegram, changes nothing. */
export async function explainMember(options: {
  group: LoadedGroup;
  userId: number;
  now: Date;
}): Promise<MemberExplanation> {
  throw new Error(`not yet: ${options.group.id}`);
}
