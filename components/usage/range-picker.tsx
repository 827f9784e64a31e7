"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { addDays, type Preset } from "#components/usage/day-range.ts";
import type { Range } from "#components/usage/use-range.ts";
import { useFormat } from "#components/use-format.ts";

// Forms and their schemas are a quarter of the page's script; few open this one.
const CustomRangeForm = dynamic(
  () => import("#components/usage/custom-range-form.tsx").then((m) => m.CustomRangeForm),
  {
    ssr: false,
    loading: () => <Skeleton className="h-28 rounded-md" />,
  },
);

const QUICK = ["1", "7", "30", "90"] as const satisfies readonly Preset[];
const MONTHS = ["month", "last-month"] as const satisfies readonly Preset[];

/** The range of all figures on the page: presets at hand, months and days of one's own a click away. */
export function RangePicker({ range }: { range: Range }) {
  const t = useTranslations("usage.range");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { custom, preset } = range;
  const other = custom
    ? `${format.bucket(custom.from, "day")} – ${format.bucket(custom.to, "day", { long: false })}`
    : preset === "month" || preset === "last-month"
      ? t(preset)
      : t("custom");

  function choose(next: Preset) {
    setOpen(false);
    range.setPreset(next);
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label={t("label")}
        className="h-8"
        value={custom ? "" : preset}
        onValueChange={(next) => range.setPreset(next as Preset)}
        options={QUICK.map((value) => ({ value, label: t(value) }))}
      />
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={t("more")}
        className="w-72 p-4"
        trigger={
          <Button aria-label={t("openMore", { range: other })}>
            <CalendarDays aria-hidden />
            <span className={cn(other === t("custom") && "max-sm:sr-only")}>{other}</span>
            <ChevronDown aria-hidden className="text-ink-subtle" />
          </Button>
        }
      >
        <div className="mb-4 grid grid-cols-2 gap-2">
          {MONTHS.map((value) => (
            <Button key={value} size="sm" aria-pressed={!custom && preset === value} onClick={() => choose(value)}>
              {t(value)}
            </Button>
          ))}
        </div>
        <CustomRangeForm
          from={range.from}
          to={addDays(range.from, range.days - 1)}
          onApply={(next) => {
            setOpen(false);
            range.setCustom(next);
          }}
        />
        <div className="mt-4 border-t pt-3">
          <Field layout="inline" label={t("compare")} hint={t("compareHint", { days: range.days })}>
            <Switch checked={range.compare} onCheckedChange={range.setCompare} />
          </Field>
        </div>
      </Popover>
    </div>
  );
}
