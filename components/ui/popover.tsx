"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { popup } from "#components/ui/control.ts";

export interface PopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A button with a name of its own. */
  trigger: ReactElement;
  /** Names the popover for screen readers. */
  label: string;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** A small panel at its button, for what is neither a menu nor worth a dialog. */
export function Popover({ open, onOpenChange, trigger, label, align = "end", className, children }: PopoverProps) {
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-40 outline-none">
          <BasePopover.Popup
            aria-label={label}
            className={cn(popup, "max-h-(--available-height) max-w-(--available-width) overflow-y-auto", className)}
          >
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
