"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useMemo, useState } from "react";

export interface Command {
  id: string;
  label: string;
  /** Entries of one group stand together: "Teams", "This team". */
  group: string;
  icon?: ReactNode;
  keywords?: string;
  /** A second, quieter text: a platform name. */
  hint?: string;
  /** The keys that do the same: "G T". */
  shortcut?: string;
  /** Either a page to open or something to do. */
  href?: string;
  onSelect?: () => void;
}

interface Palette {
  open: boolean;
  setOpen: (open: boolean) => void;
  commands: readonly Command[];
  register: (owner: string, commands: readonly Command[] | null) => void;
}

const PaletteContext = createContext<Palette | null>(null);

export function CommandProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [byOwner, setByOwner] = useState<ReadonlyMap<string, readonly Command[]>>(new Map());

  const register = useCallback((owner: string, commands: readonly Command[] | null) => {
    setByOwner((before) => {
      const after = new Map(before);
      if (commands) after.set(owner, commands);
      else after.delete(owner);
      return after;
    });
  }, []);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setOpen((before) => !before);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const value = useMemo(
    () => ({ open, setOpen, register, commands: [...byOwner.values()].flat() }),
    [open, register, byOwner],
  );
  return <PaletteContext value={value}>{children}</PaletteContext>;
}

export function usePalette() {
  const palette = useContext(PaletteContext);
  if (!palette) throw new Error("usePalette is called outside the app shell");
  return palette;
}

/** Adds entries to the command palette while the calling component is on the page. Give it a stable array (`useMemo`). */
export function useCommands(commands: readonly Command[]) {
  const { register } = usePalette();
  const owner = useId();
  useEffect(() => {
    register(owner, commands);
    return () => register(owner, null);
  }, [owner, commands, register]);
}
