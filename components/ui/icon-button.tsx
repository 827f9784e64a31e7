"use client";

import type { ReactElement } from "react";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";

export interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** The accessible name, shown as the tooltip too. */
  label: string;
  icon: ReactElement;
  tooltip?: boolean;
}

export function IconButton({
  label,
  icon,
  tooltip = true,
  size = "md",
  variant = "ghost",
  className,
  ...props
}: IconButtonProps) {
  const width = size === "sm" ? "w-7" : size === "lg" ? "w-9" : "w-8";
  const button = (
    <Button aria-label={label} variant={variant} size={size} className={cn("px-0", width, className)} {...props}>
      {icon}
    </Button>
  );
  return tooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
