import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";

export interface TooltipPopupProps {
  anchor: Element;
  content: ReactNode;
  isOpen: boolean;
}

/** Placed at its element and kept in sight. When it opens and closes, `TooltipLayer` decides. */
export function TooltipPopup({ anchor, content, isOpen }: TooltipPopupProps) {
  return (
    <BaseTooltip.Root open={isOpen}>
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner anchor={anchor} side="top" sideOffset={6} collisionPadding={8} className="z-60">
          <BaseTooltip.Popup
            role="tooltip"
            className="max-w-72 origin-(--transform-origin) rounded-md bg-[light-dark(oklch(0.26_0.02_266),oklch(0.33_0.016_266))] px-2 py-1 text-white text-xs shadow-pop transition-[opacity,scale] duration-100 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
