"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PERIODS, type useAuditFilters } from "#components/audit/use-audit-filters.ts";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { CustomRangeForm } from "#components/usage/custom-range-form.tsx";
import { dayRange } from "#components/usage/day-range.ts";
import { useFormat } from "#components/use-format.ts";

/** From when to when: presets, or days of one's own. */
export function PeriodFilter({ audit }: { audit: ReturnType<typeof useAuditFilters> }) {
  const t = useTranslations("audit.period");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { custom, filters, set } = audit;
  const { range } = filters;
  const day = (text: string) => format.date(text, { timeZone: "UTC" });
  const chosen = custom ? t("between", { from: day(custom.from), to: day(custom.to) }) : range ? t(range) : t("any");
  const start = custom ?? dayRange({ preset: range ?? "30", now: new Date() });

  function choose(next: Parameters<typeof set>[0]) {
    setOpen(false);
    set(next);
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("label")}
      align="start"
      className="w-72 p-4"
      trigger={
        <Button
          aria-label={t("choose", { period: chosen })}
          className="max-sm:min-w-[calc(50%-0.25rem)] max-sm:justify-start"
        >
          <CalendarDays aria-hidden />
          {chosen}
          <ChevronDown aria-hidden className="text-ink-subtle max-sm:ms-auto" />
        </Button>
      }
    >
      <div className="mb-4 grid grid-cols-2 gap-2">
        <Button
          size="sm"
          className="col-span-2"
          aria-pressed={!custom && !range}
          onClick={() => choose({ range: null, from: null, to: null })}
        >
          {t("any")}
        </Button>
        {PERIODS.map((value) => (
          <Button
            key={value}
            size="sm"
            aria-pressed={range === value}
            onClick={() => choose({ range: value, from: null, to: null })}
          >
            {t(value)}
          </Button>
        ))}
      </div>
      <CustomRangeForm
        from={start.from}
        to={custom?.to ?? dayRange({ preset: "1", now: new Date() }).today}
        onApply={(days) => choose({ ...days, range: null })}
      />
    </Popover>
  );
}
