"use client";

import { CircleUser } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, Suspense, useMemo, useState } from "react";
import { type Command, CommandProvider, useCommands, usePalette } from "#components/shell/commands.tsx";
import { MobileBar } from "#components/shell/mobile-bar.tsx";
import { navItemsFor } from "#components/shell/nav-items.ts";
import { NavProgress } from "#components/shell/nav-progress.tsx";
import { Sidebar } from "#components/shell/sidebar.tsx";
import { useTheme } from "#components/shell/theme.ts";
import { themes } from "#components/shell/theme-cookie.ts";
import type { ShellUser } from "#components/shell/user-menu.tsx";

export interface AppShellProps {
  user: ShellUser;
  /** Stands under the logo. */
  teamSwitcher?: ReactNode;
  children: ReactNode;
}

const CommandPalette = dynamic(() => import("#components/shell/command-palette.tsx").then((m) => m.CommandPalette), {
  ssr: false,
});

export function AppShell({ user, teamSwitcher, children }: AppShellProps) {
  const items = useMemo(() => navItemsFor(user), [user]);
  return (
    <CommandProvider>
      <a
        href="#main"
        className="sr-only z-60 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        Skip to the content
      </a>
      <Suspense>
        <NavProgress />
      </Suspense>
      <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh border-e md:block">
          <Sidebar user={user} items={items} teamSwitcher={teamSwitcher} />
        </aside>
        <div className="min-w-0">
          <MobileBar user={user} items={items} teamSwitcher={teamSwitcher} />
          <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-6 outline-none md:px-8 md:py-8">
            {children}
          </main>
        </div>
      </div>
      <ShellCommands isOperator={user.isOperator} />
      <PaletteOnDemand />
    </CommandProvider>
  );
}

function ShellCommands({ isOperator }: { isOperator: boolean }) {
  const [theme, setTheme] = useTheme();
  const commands = useMemo<Command[]>(
    () => [
      ...navItemsFor({ isOperator }).map(({ href, label, icon: Icon, keywords }) => ({
        id: `go ${href}`,
        group: "Go to",
        label,
        keywords,
        href,
        icon: <Icon aria-hidden />,
      })),
      {
        id: "go /account",
        group: "Go to",
        label: "Your account",
        keywords: "profile password name",
        href: "/account",
        icon: <CircleUser aria-hidden />,
      },
      ...themes
        .filter((other) => other !== theme)
        .map((other) => ({
          id: `theme ${other}`,
          group: "Settings",
          label: other === "system" ? "Follow the system’s theme" : `Switch to the ${other} theme`,
          keywords: "appearance colour mode",
          onSelect: () => setTheme(other),
        })),
    ],
    [isOperator, theme, setTheme],
  );
  useCommands(commands);
  return null;
}

function PaletteOnDemand() {
  const { open } = usePalette();
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  return wanted ? <CommandPalette /> : null;
}
