"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { SeriesWords } from "#components/usage/series-points.ts";

export function useSeriesWords(): SeriesWords {
  const t = useTranslations("usage.chart");
  return useMemo(() => ({ none: t("none"), rest: t("rest"), others: (count: number) => t("others", { count }) }), [t]);
}
