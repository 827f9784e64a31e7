import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export const labelClass = "font-medium text-ink text-sm data-disabled:text-ink-subtle";

/** For a control outside a `Field`; always give it `htmlFor`. */
export function Label({ className, htmlFor, children, ...props }: ComponentProps<"label"> & { htmlFor: string }) {
  return (
    <label htmlFor={htmlFor} className={cn(labelClass, className)} {...props}>
      {children}
    </label>
  );
}
