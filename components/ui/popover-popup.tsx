import { Popover as BasePopover } from "@base-ui/react/popover";
import type { RefObject } from "react";
import { cn } from "#components/ui/cn.ts";
import { popup } from "#components/ui/control.ts";
import type { PopoverProps } from "#components/ui/popover.tsx";

export interface PopoverPopupProps extends Omit<PopoverProps, "trigger"> {
  /** Its button, which takes the focus back. */
  anchor: RefObject<HTMLElement | null>;
}

/** The panel of a `Popover`. */
export function PopoverPopup({
  open,
  onOpenChange,
  anchor,
  label,
  align = "end",
  className,
  children,
}: PopoverPopupProps) {
  return (
    <BasePopover.Root
      open={open}
      onOpenChange={(next, { reason, event }) => {
        // The button closes it by its own click; closed here already, that click would open it again.
        const isOwnButton = event.target instanceof Node && anchor.current?.contains(event.target);
        if (!(reason === "outside-press" && isOwnButton)) onOpenChange(next);
      }}
    >
      <BasePopover.Portal>
        <BasePopover.Positioner
          anchor={anchor}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 outline-none"
        >
          <BasePopover.Popup
            aria-label={label}
            finalFocus={anchor}
            className={cn(popup, "max-h-(--available-height) max-w-(--available-width) overflow-y-auto", className)}
          >
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
