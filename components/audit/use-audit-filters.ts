"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { addDays, dayRange, isDay } from "#components/usage/day-range.ts";

export const PERIODS = ["1", "7", "30", "90"] as const;
export type Period = (typeof PERIODS)[number];

const parseAsDay = createParser({ parse: (text) => (isDay(text) ? text : null), serialize: String });
const parsers = {
  team: parseAsString,
  actor: parseAsString,
  action: parseAsString,
  type: parseAsString,
  target: parseAsString,
  range: parseAsStringLiteral(PERIODS),
  from: parseAsDay,
  to: parseAsDay,
};

/** The filters of the audit log, which live in the URL, and the query that they make. */
export function useAuditFilters(teamId: string | undefined) {
  const [filters, set] = useQueryStates(parsers, { history: "push" });
  const { team, actor, action, type, target, range, from, to } = filters;
  const days = daysOf({ range, from, to });
  return {
    filters,
    set,
    clear: () => set(null),
    /** Its own days were chosen. */
    custom: days && !range ? days : null,
    /** Any filter is set; the page's own team is none. */
    filtered: Boolean(actor || action || type || target || days || (team && !teamId)),
    query: {
      teamId: teamId ?? team,
      actorId: actor,
      action,
      targetType: type,
      targetId: target,
      from: days && startOf(days.from),
      to: days && startOf(addDays(days.to, 1)),
    },
  };
}

/** First and last day where the viewer is. */
function daysOf(options: { range: Period | null; from: string | null; to: string | null }) {
  const { range, from, to } = options;
  if (range) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const days = dayRange({ preset: range, now: new Date(), timeZone });
    return { from: days.from, to: days.to };
  }
  return from && to && from <= to ? { from, to } : null;
}

/** The day's first moment where the viewer is, in UTC. */
function startOf(day: string) {
  return new Date(`${day}T00:00:00`).toISOString();
}
