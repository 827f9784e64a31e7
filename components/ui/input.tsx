"use client";

import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { control } from "#components/ui/control.ts";

export interface InputProps extends Omit<ComponentProps<typeof BaseInput>, "className" | "prefix"> {
  className?: string;
  /** An icon or a short text before the value. */
  prefix?: ReactNode;
  /** A unit, a key hint or a button after the value. */
  suffix?: ReactNode;
}

/** A text field. Inside a `Field` it is labelled and described by it; takes react-hook-form's `register` as it is. */
export function Input({ className, prefix, suffix, ...props }: InputProps) {
  if (!prefix && !suffix) return <BaseInput className={cn(control, "h-8", className)} {...props} />;
  return (
    <div className={cn("relative flex items-center", className)}>
      {prefix && (
        <span className="pointer-events-none absolute start-2.5 flex text-ink-subtle text-sm [&_svg]:size-4">
          {prefix}
        </span>
      )}
      <BaseInput className={cn(control, "h-8", prefix && "ps-8", suffix && "pe-16")} {...props} />
      {suffix && <span className="absolute end-2.5 flex items-center text-ink-subtle text-xs">{suffix}</span>}
    </div>
  );
}
