"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { NavItem } from "#components/shell/nav-items.ts";
import { useShortcuts } from "#components/shell/use-shortcuts.ts";
import { useWanted } from "#components/ui/use-wanted.ts";

const ShortcutsDialog = dynamic(
  () => import("#components/shell/shortcuts-dialog.tsx").then((module) => module.ShortcutsDialog),
  { ssr: false },
);

export interface ShortcutsProps {
  items: readonly NavItem[];
  helpOpen: boolean;
  onHelpOpenChange: (open: boolean) => void;
}

/** The shell's keyboard shortcuts, and the list of them on "?". */
export function Shortcuts({ items, helpOpen, onHelpOpenChange }: ShortcutsProps) {
  const router = useRouter();
  const wanted = useWanted(helpOpen);
  const onHelp = useCallback(() => onHelpOpenChange(true), [onHelpOpenChange]);
  const onGo = useCallback(
    (letter: string) => {
      const item = items.find((one) => one.letter === letter);
      if (item) router.push(item.href);
    },
    [items, router],
  );
  useShortcuts({ onHelp, onGo });
  return wanted ? <ShortcutsDialog items={items} open={helpOpen} onOpenChange={onHelpOpenChange} /> : null;
}
