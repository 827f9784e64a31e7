import type { BroadcastState } from "../../infra/prisma/enums.ts";

/** What people do to a broadcast: from which states, and to which. */
export const BROADCAST_MOVES = {
  pause: { from: ["RUNNING"], to: "PAUSED" },
  resume: { from: ["PAUSED"], to: "RUNNING" },
  cancel: {
    from: ["SCHEDULED", "RUNNING", "PAUSED"],
    to: "CANCELLED",
  },
} as const satisfies Record<string, { from: readonly BroadcastState[]; to: BroadcastState }>;

export type BroadcastMove = keyof typeof BROADCAST_MOVES;

/** Whether the move has to be made, was made already, or is not possible. */
export function judgeMove(state: BroadcastState, move: BroadcastMove): "make" | "made" | "refuse" {
  const { from, to } = BROADCAST_MOVES[move];
  if (state === to) return "made";
  return (from as readonly BroadcastState[]).includes(state) ? "make" : "refuse";
}
