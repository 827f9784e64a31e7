"use client";

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ComponentProps, ReactElement, ReactNode } from "react";

export interface TooltipProps {
  content: ReactNode;
  /** One element that takes a ref and spreads its props. Make it focusable unless the content is shown elsewhere too. */
  children: ReactElement<Record<string, unknown>>;
  side?: ComponentProps<typeof BaseTooltip.Positioner>["side"];
  disabled?: boolean;
}

export function Tooltip({ content, children, side = "top", disabled }: TooltipProps) {
  return (
    <BaseTooltip.Root disabled={disabled}>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-60">
          <BaseTooltip.Popup className="max-w-72 origin-(--transform-origin) rounded-md bg-[light-dark(oklch(0.26_0.02_266),oklch(0.33_0.016_266))] px-2 py-1 text-white text-xs shadow-pop transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0 data-instant:transition-none">
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
