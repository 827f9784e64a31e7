import { type RefObject, useCallback, useEffect, useState } from "react";
import { TICK_SIZE } from "#components/charts/plot-layout.ts";

/** An element's width in pixels, 0 before it is laid out, and how wide a tick's text is in its font. */
export function useMeasuredBox(box: RefObject<HTMLElement | null>): {
  width: number;
  textWidth: (text: string) => number;
} {
  const [{ width, font }, setMeasured] = useState({ width: 0, font: "" });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // Told after a layout that happens anyway: reading the width here would force one of its own.
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.floor(entry?.contentRect.width ?? 0);
      setMeasured((before) =>
        before.width === next
          ? before
          : { width: next, font: before.font || `${TICK_SIZE}px ${getComputedStyle(element).fontFamily}` },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  const textWidth = useCallback((text: string) => measureText(text, font), [font]);
  return { width, textWidth };
}

let canvas: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** On a canvas, which measures without touching the page. */
function measureText(text: string, font: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return text.length * TICK_SIZE * 0.6;
  if (canvas.font !== font) canvas.font = font;
  const { width } = canvas.measureText(text);
  widths.set(key, width);
  return width;
}
