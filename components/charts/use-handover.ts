import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from "react";

/** What a chart's plain drawing was asked before the live one stood in its place. */
interface Asked {
  focused: boolean;
  keys: string[];
  pointer: { clientX: number; clientY: number } | null;
}

/** Keys that the live drawing answers to. */
const KEYS = ["ArrowLeft", "ArrowRight"];

/**
 * Passes on the focus, the keys pressed and the place pointed at, once the live drawing is there, so that whoever was
 * quicker than its loading does not have to begin again.
 */
export function useHandover(box: RefObject<HTMLElement | null>, isLive: boolean) {
  const asked = useRef<Asked>({ focused: false, keys: [], pointer: null });

  useEffect(() => {
    if (!isLive) return;
    // Recharts knows where its points are only after its own effects.
    const frame = requestAnimationFrame(() => {
      const { focused, keys, pointer } = asked.current;
      const surface = box.current?.querySelector<SVGElement>("svg[role=application]");
      if (pointer) surface?.dispatchEvent(new MouseEvent("mousemove", { ...pointer, bubbles: true }));
      if (!focused) return;
      surface?.focus();
      for (const key of keys) surface?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    });
    return () => cancelAnimationFrame(frame);
  }, [isLive, box]);

  return listeners;

  /** Of the plain drawing. */
  function listeners(wake: () => void) {
    const point = ({ clientX, clientY }: PointerEvent) => {
      asked.current.pointer = { clientX, clientY };
    };
    return {
      onPointerEnter: (event: PointerEvent) => {
        point(event);
        wake();
      },
      onPointerMove: point,
      onPointerLeave: () => {
        asked.current.pointer = null;
      },
      onFocus: () => {
        asked.current.focused = true;
        wake();
      },
      onBlur: () => {
        asked.current = { ...asked.current, focused: false, keys: [] };
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (!KEYS.includes(event.key)) return;
        event.preventDefault();
        asked.current.keys.push(event.key);
      },
    };
  }
}
