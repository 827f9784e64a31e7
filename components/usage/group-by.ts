/** What the explorer lists: sums by one dimension, or the single turns. */
export const GROUPS = ["day", "team", "key", "endUser", "model", "channel", "turn"] as const;
export type GroupBy = (typeof GROUPS)[number];

/** What a chart stacks by. */
export const STACKS = ["team", "model", "channel", "key"] as const;
export type Stack = (typeof STACKS)[number];
