import { expect, test } from "vitest";
import { OUTCOMES, outcomeKind, sumOutcomes } from "#components/team/groups/outcomes.ts";
import { GATE_OUTCOMES, GATE_REASONS, GATE_TRIGGERS } from "#lib/gate/decide.ts";
import { loadMessages } from "#messages/load-messages.ts";

test("every outcome of the gate lets a person in or holds them", () => {
  expect(OUTCOMES.toSorted()).toEqual(GATE_OUTCOMES.toSorted());
  expect(GATE_OUTCOMES.map(outcomeKind)).not.toContain("other");
});

test("an outcome that is not known is counted with neither", () => {
  expect(sumOutcomes({ passed: 3, exempt: 2, held: 4, asked: 1, banned: 7 })).toEqual({ passed: 5, held: 5, other: 7 });
  expect(sumOutcomes({})).toEqual({ passed: 0, held: 0, other: 0 });
});

test("there is a word for each code of a decision", async () => {
  const { groups } = await loadMessages("en");
  expect(Object.keys(groups.outcomes).toSorted()).toEqual(GATE_OUTCOMES.toSorted());
  expect(Object.keys(groups.reasons).toSorted()).toEqual(GATE_REASONS.toSorted());
  expect(Object.keys(groups.triggers).toSorted()).toEqual(GATE_TRIGGERS.toSorted());
});
