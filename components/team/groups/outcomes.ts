import type { Tone } from "#components/ui/badge.tsx";

/** What an outcome means for the person: let in, kept out, or none of the gate's business. */
export type OutcomeKind = "passed" | "held" | "other";

const KINDS: Readonly<Record<string, OutcomeKind>> = {
  passed: "passed",
  exempt: "passed",
  approved: "passed",
  lifted: "passed",
  held: "held",
  asked: "held",
  queued: "held",
};

/** In the order of the chart's layers. */
export const OUTCOMES = Object.keys(KINDS);

export const OUTCOME_TONES: Record<OutcomeKind, Tone> = { passed: "success", held: "warning", other: "neutral" };

/** One that this release does not know is counted with neither. */
export function outcomeKind(outcome: string): OutcomeKind {
  return KINDS[outcome] ?? "other";
}

/** How many were let in and how many held. */
export function sumOutcomes(counts: Readonly<Record<string, number>>): Record<OutcomeKind, number> {
  const sums = { passed: 0, held: 0, other: 0 };
  for (const [outcome, count] of Object.entries(counts)) sums[outcomeKind(outcome)] += count;
  return sums;
}
