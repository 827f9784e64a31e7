"use client";

import { cloneElement, type ReactElement, type ReactNode, useEffect, useId } from "react";
import { setTooltip, TOOLTIP_ATTRIBUTE } from "#components/ui/tooltip-contents.ts";

export interface TooltipProps {
  content: ReactNode;
  /** One element that spreads its props. Make it focusable unless the content is shown elsewhere too. */
  children: ReactElement<{ [TOOLTIP_ATTRIBUTE]?: string }>;
}

/**
 * Shown by the page's one `TooltipLayer` when its element is pointed at or comes into focus: a page has dozens, and each
 * costs an attribute. The content stands outside of its page: of messages it may use those that are sent everywhere.
 */
export function Tooltip({ content, children }: TooltipProps) {
  const id = useId();
  useEffect(() => setTooltip(id, content), [id, content]);
  return cloneElement(children, { [TOOLTIP_ATTRIBUTE]: id });
}
