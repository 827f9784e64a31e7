"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { MEASURES, type Measure } from "#components/usage/series-points.ts";

/** What the page's chart shows, which lives in the URL. */
export function useMeasure(): [Measure, (measure: Measure) => void] {
  return useQueryState("measure", parseAsStringLiteral(MEASURES).withDefault("cost"));
}
