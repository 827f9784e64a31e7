"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import { cn } from "#components/ui/cn.ts";

export interface ChoiceCardsProps<V extends string> {
  /** The question; shown above the cards. */
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; description?: ReactNode; icon?: ReactNode; disabled?: boolean }[];
  columns?: 1 | 2 | 3;
  className?: string;
}

/** One of a few, where each needs a sentence: a team's type, a connection's kind. */
export function ChoiceCards<V extends string>({
  label,
  value,
  onValueChange,
  options,
  columns = 2,
  className,
}: ChoiceCardsProps<V>) {
  const labelId = useId();
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <span id={labelId} className="font-medium text-sm">
        {label}
      </span>
      <RadioGroup
        aria-labelledby={labelId}
        value={value}
        onValueChange={(next) => onValueChange(next as V)}
        className={cn("grid gap-2", { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" }[columns])}
      >
        {options.map((option) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
          <label
            key={option.value}
            className="relative flex items-start gap-2.5 rounded-md border border-line-strong bg-surface p-3 transition-colors has-data-checked:border-accent has-data-checked:bg-accent-soft has-data-disabled:opacity-50 hover:not-has-data-checked:border-control dark:bg-sunken"
          >
            <Radio.Root
              value={option.value}
              disabled={option.disabled}
              className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface data-checked:border-accent data-checked:bg-accent"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink data-unchecked:hidden" />
            </Radio.Root>
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-1.5 font-medium text-sm [&_svg]:size-4">
                {option.icon}
                {option.label}
              </span>
              {option.description && <span className="mt-0.5 block text-ink-muted text-xs">{option.description}</span>}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
