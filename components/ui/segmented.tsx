"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
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

/** One of a few, all of them visible: a chart's range, a theme. */
export function Segmented<V extends string>({
  label,
  value,
  onValueChange,
  options,
  iconOnly,
  className,
}: SegmentedProps<V>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => next && onValueChange(next as V)}
      className={cn("inline-flex h-7 items-stretch rounded-md bg-active p-0.5", className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          aria-label={iconOnly ? option.label : undefined}
          className={cn(
            "inline-flex flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-ink-muted text-xs transition-colors hover:text-ink data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-control dark:data-pressed:bg-line-strong [&_svg]:size-3.5",
            iconOnly && "px-2",
          )}
        >
          {option.icon}
          {!iconOnly && option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
