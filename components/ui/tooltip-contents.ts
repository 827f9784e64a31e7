import type { ReactNode } from "react";

export const TOOLTIP_ATTRIBUTE = "data-tooltip";

const contents = new Map<string, ReactNode>();

/** @returns what takes it away again */
export function setTooltip(id: string, content: ReactNode): () => void {
  contents.set(id, content);
  return () => {
    contents.delete(id);
  };
}

/** The nearest element at or around the target that has a tooltip. */
export function findTooltip(target: EventTarget | null): { anchor: Element; content: ReactNode } | null {
  const anchor = target instanceof Element ? target.closest(`[${TOOLTIP_ATTRIBUTE}]`) : null;
  const content = contents.get(anchor?.getAttribute(TOOLTIP_ATTRIBUTE) ?? "");
  return anchor && content !== undefined ? { anchor, content } : null;
}
