import type { TroubleCode } from "./trouble-codes.ts";

/** Whether somebody belongs to a channel, as far as it is known. */
export type MembershipState = "member" | "not_member" | "unknown";

export interface Verdict {
  /** The enforced channel's own id. */
  channelId: string;
  /** Its id at Telegram. */
  chatId: number;
  state: MembershipState;
  /** Known from before, asked just now, or told by Telegram. */
  source: "cache" | "call" | "event";
  /** When it was true. */
  at: Date;
  /** Why it is unknown. */
  reason?: TroubleCode;
  /** For an unknown one: what was known last, however long ago. */
  last?: "member" | "not_member";
}
