"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { popup } from "#components/ui/control.ts";

export interface PopoverProps {
  trigger: ReactElement;
  /** Names the panel for screen readers. */
  title: string;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function Popover({ trigger, title, align = "start", className, children }: PopoverProps) {
  return (
    <BasePopover.Root>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <BasePopover.Popup className={cn(popup, "w-72 max-w-(--available-width) p-3", className)}>
            <BasePopover.Title className="sr-only">{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
