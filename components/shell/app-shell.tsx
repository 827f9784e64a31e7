"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Activity, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { CommandProvider, usePalette } from "#components/shell/commands.tsx";
import { MobileBar } from "#components/shell/mobile-bar.tsx";
import { navItemsFor } from "#components/shell/nav-items.ts";
import { NavProgress } from "#components/shell/nav-progress.tsx";
import { ShellCommands } from "#components/shell/shell-commands.tsx";
import { Shortcuts } from "#components/shell/shortcuts.tsx";
import { Sidebar } from "#components/shell/sidebar.tsx";
import type { ShellUser } from "#components/shell/user-menu.tsx";
import { useWanted } from "#components/ui/use-wanted.ts";

export interface AppShellProps {
  user: ShellUser;
  /** Stands under the logo. */
  teamSwitcher?: ReactNode;
  children: ReactNode;
}

const CommandPalette = dynamic(() => import("#components/shell/command-palette.tsx").then((m) => m.CommandPalette), {
  ssr: false,
});

/** Each part in a boundary of its own: so they come to life one after another, and the page answers in between. */
export function AppShell({ user, teamSwitcher, children }: AppShellProps) {
  const t = useTranslations("shell");
  const { isOperator } = user;
  const items = useMemo(() => navItemsFor({ isOperator }), [isOperator]);
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  return (
    <CommandProvider>
      <a
        href="#main"
        className="sr-only z-60 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {t("skip")}
      </a>
      <Suspense>
        <NavProgress />
      </Suspense>
      <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh border-e md:block">
          <Activity>
            <Sidebar user={user} items={items} teamSwitcher={teamSwitcher} />
          </Activity>
        </aside>
        <div className="min-w-0">
          <Activity>
            <MobileBar user={user} items={items} teamSwitcher={teamSwitcher} />
          </Activity>
          <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-6 outline-none md:px-8 md:py-8">
            <Activity>{children}</Activity>
          </main>
        </div>
      </div>
      <ShellCommands items={items} onShortcuts={openHelp} />
      <Shortcuts items={items} helpOpen={helpOpen} onHelpOpenChange={setHelpOpen} />
      <PaletteOnDemand />
    </CommandProvider>
  );
}

function PaletteOnDemand() {
  const { open } = usePalette();
  return useWanted(open) ? <CommandPalette /> : null;
}
