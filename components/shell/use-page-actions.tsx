import { Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Command } from "#components/shell/commands.tsx";

/**
 * What the page below the palette offers to do: its primary buttons, read when the palette opens, so that no page has to
 * name them twice. Whoever may not write sees no such button, and so finds no such entry.
 */
export function usePageActions(open: boolean): readonly Command[] {
  const t = useTranslations("shell.palette");
  const [wasOpen, setWasOpen] = useState(false);
  const [actions, setActions] = useState<readonly Command[]>([]);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setActions(readActions(t("thisPage")));
  }
  return actions;
}

function readActions(group: string): Command[] {
  const buttons = document.querySelectorAll<HTMLElement>("#main button[data-variant=primary]:not([type=submit])");
  const byLabel = new Map([...buttons].filter(isUsable).map((button) => [labelOf(button), button]));
  return [...byLabel].map(([label, button]) => ({
    id: `action ${label}`,
    group,
    label,
    icon: <Zap aria-hidden />,
    onSelect: () => button.click(),
  }));
}

function labelOf(button: HTMLElement) {
  return (button.getAttribute("aria-label") ?? button.textContent ?? "").trim();
}

function isUsable(button: HTMLElement) {
  return labelOf(button) !== "" && !button.hasAttribute("data-disabled") && button.checkVisibility();
}
