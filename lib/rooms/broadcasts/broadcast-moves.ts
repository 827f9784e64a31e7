import type { BroadcastState } from "../../infra/prisma/enums.ts";

/** What people do to a broadcast: from which states, and to which. */
export const BROADCAST_MOVES = {
  pause: { from: ["RUNNING"], to: "PAUSED", only: "a running one can be paused" },
  resume: { from: ["PAUSED"], to: "RUNNING", only: "a paused one can be resumed" },
  cancel: {
    from: ["SCHEDULED", "RUNNING", "PAUSED"],
    to: "CANCELLED",
    only: "one that is scheduled, running or paused can be cancelled",
  },
} as const satisfies Record<string, { from: readonly BroadcastState[]; to: BroadcastState; only: string }>;

export type BroadcastMove = keyof typeof BROADCAST_MOVES;

/** Whether the move has to be made, was made already, or is not possible. */
export function judgeMove(state: BroadcastState, move: BroadcastMove): "make" | "made" | "refuse" {
  const { from, to } = BROADCAST_MOVES[move];
  if (state === to) return "made";
  return (from as readonly BroadcastState[]).includes(state) ? "make" : "refuse";
}
