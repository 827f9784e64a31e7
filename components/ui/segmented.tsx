"use client";

import { useDirection } from "@base-ui/react/direction-provider";
import type { KeyboardEvent, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; icon?: ReactNode }[];
  /** Shows icons only; the labels stay for screen readers. */
  iconOnly?: boolean;
  className?: string;
}

/** One of a few, all of them visible: a chart's range, a theme. One stop of the Tab key; arrows move within. */
export function Segmented<V extends string>({
  label,
  value,
  onValueChange,
  options,
  iconOnly,
  className,
}: SegmentedProps<V>) {
  const mirrored = useDirection() === "rtl";
  const chosen = options.findIndex((option) => option.value === value);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div
      role="group"
      aria-label={label}
      onKeyDown={(event) => moveFocus(event, mirrored)}
      className={cn("inline-flex h-7 items-stretch rounded-md bg-active p-0.5", className)}
    >
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          aria-label={iconOnly ? option.label : undefined}
          aria-pressed={index === chosen}
          tabIndex={index === Math.max(0, chosen) ? 0 : -1}
          onClick={() => index !== chosen && onValueChange(option.value)}
          className={cn(
            "inline-flex flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-ink-muted text-xs transition-colors hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-control dark:aria-pressed:bg-line-strong [&_svg]:size-3.5",
            iconOnly && "px-2",
          )}
        >
          {option.icon}
          {!iconOnly && option.label}
        </button>
      ))}
    </div>
  );
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Round and round. Left is back where text runs from the left. */
function moveFocus(event: KeyboardEvent<HTMLElement>, mirrored: boolean) {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const step = (STEPS[event.key] ?? 0) * (mirrored && /Left|Right/.test(event.key) ? -1 : 1);
  const next = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : at + step;
  if (next === at || at < 0) return;
  event.preventDefault();
  buttons.at(next % buttons.length)?.focus();
}
