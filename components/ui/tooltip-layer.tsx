"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { findTooltip } from "#components/ui/tooltip-contents.ts";

const SHOW_AFTER_MS = 350;
/** Whoever has just read one gets the next at once. */
const NEXT_WITHIN_MS = 400;
/** Time to cross the gap between an element and its tooltip. */
const HIDE_AFTER_MS = 80;

const TooltipPopup = dynamic(() => import("#components/ui/tooltip-popup.tsx").then((m) => m.TooltipPopup), {
  ssr: false,
});

interface Shown {
  anchor: Element;
  content: ReactNode;
  isOpen: boolean;
}

/** The one tooltip of the page, for every `Tooltip` in it: by pointer after a moment, by keyboard at once. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const closedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    let current: Element | null = null;

    function show(found: { anchor: Element; content: ReactNode }, afterMs: number) {
      clearTimeout(timer.current);
      if (found.anchor === current) return;
      timer.current = setTimeout(() => {
        if (!found.anchor.isConnected) return;
        current = found.anchor;
        setShown({ ...found, isOpen: true });
      }, afterMs);
    }
    function hide(afterMs: number) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        if (current) closedAt.current = performance.now();
        current = null;
        setShown((before) => before && { ...before, isOpen: false });
      }, afterMs);
    }
    function onPointerOver({ target, pointerType }: PointerEvent) {
      if (pointerType !== "mouse") return;
      if (target instanceof Element && target.closest("[role=tooltip]")) return clearTimeout(timer.current);
      const found = findTooltip(target);
      const isNext = current !== null || performance.now() - closedAt.current < NEXT_WITHIN_MS;
      if (found) show(found, isNext ? 0 : SHOW_AFTER_MS);
      else hide(HIDE_AFTER_MS);
    }
    function onFocusIn({ target }: FocusEvent) {
      const found = target instanceof Element && target.matches(":focus-visible") ? findTooltip(target) : null;
      if (found) show(found, 0);
      else hide(0);
    }
    const hideNow = () => hide(0);
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && hideNow();

    document.addEventListener("pointerover", onPointerOver);
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("focusout", hideNow);
    document.addEventListener("pointerdown", hideNow);
    document.addEventListener("keydown", onKeyDown);
    document.documentElement.addEventListener("pointerleave", hideNow);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("pointerover", onPointerOver);
      document.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("focusout", hideNow);
      document.removeEventListener("pointerdown", hideNow);
      document.removeEventListener("keydown", onKeyDown);
      document.documentElement.removeEventListener("pointerleave", hideNow);
    };
  }, []);

  return shown && <TooltipPopup {...shown} />;
}
