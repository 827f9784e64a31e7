"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";

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
}

type Registry = ReturnType<typeof createRegistry>;

const PaletteContext = createContext<Palette | null>(null);
const RegistryContext = createContext<Registry | null>(null);

export function CommandProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [registry] = useState(createRegistry);

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

  const palette = useMemo(() => ({ open, setOpen }), [open]);
  return (
    <RegistryContext value={registry}>
      <PaletteContext value={palette}>{children}</PaletteContext>
    </RegistryContext>
  );
}

export function usePalette() {
  const palette = useContext(PaletteContext);
  if (!palette) throw new Error("usePalette is called outside the app shell");
  return palette;
}

/** Adds entries to the command palette while the calling component is on the page. Give it a stable array (`useMemo`). */
export function useCommands(commands: readonly Command[]) {
  const { register } = useRegistry();
  const owner = useId();
  useEffect(() => {
    register(owner, commands);
    return () => register(owner, null);
  }, [owner, commands, register]);
}

/** Every entry that the page has added by now. */
export function useAllCommands(): readonly Command[] {
  const { subscribe, read } = useRegistry();
  return useSyncExternalStore(subscribe, read, read);
}

function useRegistry() {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Commands are used outside the app shell");
  return registry;
}

/**
 * Beside React's state: a page's components add their entries one by one as they come to life, and each time everything
 * below the provider would have to be looked at again, and brought to life at once.
 */
function createRegistry() {
  const byOwner = new Map<string, readonly Command[]>();
  const listeners = new Set<() => void>();
  let all: readonly Command[] = [];
  return {
    register(owner: string, commands: readonly Command[] | null) {
      if (commands) byOwner.set(owner, commands);
      else byOwner.delete(owner);
      all = [...byOwner.values()].flat();
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    read: () => all,
  };
}
