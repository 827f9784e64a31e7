import type { Amounts, LimitScopeName, LimitUnitName, Subjects } from "./reservation.ts";
import { UNITS } from "./reservation.ts";
import type { WindowKind } from "./window.ts";

/** A limit as the ledger needs it. */
export interface LimitRule {
  id: string;
  scope: LimitScopeName;
  /** Null: for each one of the scope. */
  subjectId: string | null;
  unit: LimitUnitName;
  window: WindowKind;
  amount: bigint;
  softPercent: number | null;
  /** What was added for single windows; left out where there is nothing. */
  topUps?: LimitTopUpRule[];
}

/** An addition to a limit's amount in one window, and in no other. */
export interface LimitTopUpRule {
  /** The window's first instant and the first one after it, as `Date.getTime()` has them. */
  start: number;
  end: number;
  amount: bigint;
}

/** The limits that meet in one counter: one subject, one kind of window, at most one limit per unit. */
export interface CounterRule {
  scope: LimitScopeName;
  subjectId: string;
  window: WindowKind;
  /** By unit, in the order of UNITS. */
  limits: (LimitRule | undefined)[];
}

/**
 * The limits that a call of these subjects must obey, grouped by counter. A limit for one named subject replaces the
 * scope's general one of the same unit and window, so that an exception can be larger as well as smaller.
 */
export function applicableLimits(options: { limits: LimitRule[]; subjects: Subjects }): CounterRule[] {
  const counters = new Map<string, CounterRule>();
  for (const limit of options.limits) {
    const subjectId = subjectOf(limit.scope, options.subjects);
    if (!subjectId || (limit.subjectId !== null && limit.subjectId !== subjectId)) continue;
    const name = `${limit.scope}|${limit.window}`;
    let counter = counters.get(name);
    if (!counter) {
      counter = { scope: limit.scope, subjectId, window: limit.window, limits: [undefined, undefined, undefined] };
      counters.set(name, counter);
    }
    const unit = UNITS.indexOf(limit.unit);
    const present = counter.limits[unit];
    if (!present || present.subjectId === null) counter.limits[unit] = limit;
  }
  return [...counters.values()];
}

/** What a call of this size takes from a counter: only the units that are limited there. */
export function amountsFor(rule: CounterRule, estimate: { tokens: number; costNano: bigint }): Amounts {
  return [
    rule.limits[0] ? 1n : 0n,
    rule.limits[1] ? BigInt(Math.max(0, Math.ceil(estimate.tokens))) : 0n,
    rule.limits[2] && estimate.costNano > 0n ? estimate.costNano : 0n,
  ];
}

function subjectOf(scope: LimitScopeName, subjects: Subjects): string | undefined {
  if (scope === "TEAM") return subjects.teamId;
  return scope === "KEY" ? subjects.keyLineageId : subjects.endUserId;
}
