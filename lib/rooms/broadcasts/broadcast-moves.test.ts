import { expect, test } from "vitest";
import { judgeMove } from "./broadcast-moves.ts";

test.each([
  ["SCHEDULED", "refuse", "refuse", "make"],
  ["RUNNING", "make", "made", "make"],
  ["PAUSED", "made", "make", "make"],
  ["DONE", "refuse", "refuse", "refuse"],
  ["CANCELLED", "refuse", "refuse", "made"],
] as const)("%s: to pause it %s, to resume it %s, to cancel it %s", (state, pause, resume, cancel) => {
  expect([judgeMove(state, "pause"), judgeMove(state, "resume"), judgeMove(state, "cancel")]).toEqual([
    ...[pause, resume, cancel],
  ]);
});
