"use client";

import dynamic from "next/dynamic";
import { cloneElement, type ReactElement, type ReactNode, useRef } from "react";
import { useWanted } from "#components/ui/use-wanted.ts";

export interface PopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A button with a name of its own. */
  trigger: ReactElement<TriggerProps>;
  /** Names the popover for screen readers. */
  label: string;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

interface TriggerProps {
  ref?: React.Ref<HTMLButtonElement>;
  onClick?: () => void;
  onPointerEnter?: () => void;
  "aria-haspopup"?: "dialog";
  "aria-expanded"?: boolean;
  "data-popup-open"?: "";
}

const loadPopup = () => import("#components/ui/popover-popup.tsx").then((m) => m.PopoverPopup);
const PopoverPopup = dynamic(loadPopup, { ssr: false });

/**
 * A small panel at its button, for what is neither a menu nor worth a dialog. What places it and keeps the focus in it is
 * loaded when it is first opened, or pointed at.
 */
export function Popover({ open, onOpenChange, trigger, children, ...props }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null);
  const wanted = useWanted(open);
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        onClick: () => onOpenChange(!open),
        onPointerEnter: () => void loadPopup(),
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        "data-popup-open": open ? "" : undefined,
      })}
      {wanted && (
        <PopoverPopup {...props} open={open} onOpenChange={onOpenChange} anchor={button}>
          {children}
        </PopoverPopup>
      )}
    </>
  );
}
