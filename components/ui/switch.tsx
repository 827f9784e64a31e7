"use client";

import { Switch as BaseSwitch } from "@base-ui/react/switch";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export interface SwitchProps extends Omit<ComponentProps<typeof BaseSwitch.Root>, "className"> {
  className?: string;
}

/** Takes effect at once; for a value that is saved with a form use `Checkbox`. Needs a `Field` or an `aria-label`. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <BaseSwitch.Root
      className={cn(
        "flex h-[1.125rem] w-8 shrink-0 items-center rounded-full bg-control p-0.5 transition-colors duration-150 data-checked:bg-accent data-disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <BaseSwitch.Thumb className="size-3.5 rounded-full bg-white shadow-control transition-[margin] duration-150 data-checked:ms-3.5" />
    </BaseSwitch.Root>
  );
}
