"use client";

import { createParser, parseAsBoolean, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import {
  type DayRange,
  dayRange,
  daysBetween,
  isDay,
  MOST_DAYS,
  PRESETS,
  type Preset,
} from "#components/usage/day-range.ts";

const parseAsDay = createParser({ parse: (text) => (isDay(text) ? text : null), serialize: String });

const parsers = {
  range: parseAsStringLiteral(PRESETS).withDefault("30"),
  from: parseAsDay,
  to: parseAsDay,
  compare: parseAsBoolean.withDefault(true),
};

export interface Range extends DayRange {
  preset: Preset;
  /** Its own days were chosen; null with a preset. */
  custom: { from: string; to: string } | null;
  compare: boolean;
  /** As a link to another page carries it on. */
  params: Record<string, string>;
  setPreset: (preset: Preset) => void;
  setCustom: (custom: { from: string; to: string }) => void;
  setCompare: (compare: boolean) => void;
}

/** The page's range, which lives in the URL. Days that make no range are as good as none. */
export function useRange({ timeZone }: { timeZone?: string | undefined } = {}): Range {
  const [{ range: preset, from, to, compare }, set] = useQueryStates(parsers, { history: "push" });
  const whole = from !== null && to !== null && from <= to && daysBetween(from, to) < MOST_DAYS;
  const chosen = dayRange({ preset, custom: whole ? { from, to } : null, now: new Date(), timeZone });
  // The same object until a day passes or another range is chosen: what is drawn from it need not be drawn again.
  const [range, setRange] = useState(chosen);
  if (!isSame(range, chosen)) setRange(chosen);
  return useMemo(() => {
    const custom = whole ? { from, to } : null;
    return {
      ...range,
      preset,
      custom,
      compare,
      params: { ...(custom ?? { range: preset }), ...(!compare && { compare: "false" }) },
      setPreset: (next) => set({ range: next, from: null, to: null }),
      setCustom: (next) => set({ ...next, range: null }),
      setCompare: (next) => set({ compare: next }),
    };
  }, [range, whole, from, to, preset, compare, set]);
}

function isSame(a: DayRange, b: DayRange) {
  return (Object.keys(a) as (keyof DayRange)[]).every((key) => a[key] === b[key]);
}
