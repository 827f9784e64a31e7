"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";

/** Explains itself on hover and on focus. */
export function UnpricedBadge() {
  const t = useTranslations("models.unpriced");
  return (
    <Tooltip content={t("why")}>
      <button type="button" className="relative z-1 rounded-full" aria-label={t("name")}>
        <Badge tone="warning">{t("badge")}</Badge>
      </button>
    </Tooltip>
  );
}
