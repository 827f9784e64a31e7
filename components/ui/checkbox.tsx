"use client";

import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export interface CheckboxProps extends Omit<ComponentProps<typeof BaseCheckbox.Root>, "className"> {
  className?: string;
}

/** Needs a `Field` with `layout="inline"`, or an `aria-label`. */
export function Checkbox({ className, ...props }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      className={cn(
        "grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface text-accent-ink shadow-control transition-colors duration-100 data-checked:border-accent data-indeterminate:border-accent data-checked:bg-accent data-indeterminate:bg-accent data-disabled:opacity-50 data-invalid:border-danger dark:bg-sunken",
        className,
      )}
      {...props}
    >
      <BaseCheckbox.Indicator className="flex data-unchecked:hidden">
        {props.indeterminate ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}
