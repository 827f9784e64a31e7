"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

export interface SaveBarProps {
  count: number;
  problems: number;
  onDiscard: () => void;
}

/** Stays at the window's foot while something is unsaved. Its main button submits the form around it. */
export function SaveBar({ count, problems, onDiscard }: SaveBarProps) {
  const t = useTranslations("configuration.bar");
  if (count === 0) return null;
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-4 z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl bg-raised py-2.5 ps-4 pe-2.5 shadow-pop"
    >
      <p role="status" className="flex items-center gap-2 text-sm">
        <span aria-hidden className="size-2 rounded-full bg-accent" />
        <span className="font-medium">{t("changes", { count })}</span>
        {problems > 0 && <span className="text-danger-text">{t("problems", { count: problems })}</span>}
      </p>
      <div className="flex items-center gap-2">
        <Button variant="ghost" onClick={onDiscard}>
          {t("discard")}
        </Button>
        <Button type="submit" variant="primary">
          {t("review")}
        </Button>
      </div>
    </section>
  );
}
