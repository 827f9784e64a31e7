"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AlertsBell } from "#components/alerts/alerts-bell.tsx";
import { usePalette } from "#components/shell/commands.tsx";
import { Logo } from "#components/shell/logo.tsx";
import type { NavItem } from "#components/shell/nav-items.ts";
import { NavList } from "#components/shell/nav-list.tsx";
import { ShortcutText } from "#components/shell/shortcut-text.tsx";
import { type ShellUser, UserMenu } from "#components/shell/user-menu.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

export interface SidebarProps {
  user: ShellUser;
  items: readonly NavItem[];
  teamSwitcher?: ReactNode;
  onNavigate?: () => void;
}

/** The same content stands beside the page on a wide screen and in a sheet on a phone. */
export function Sidebar({ user, items, teamSwitcher, onNavigate }: SidebarProps) {
  const t = useTranslations("shell.nav");
  const { setOpen: setPaletteOpen } = usePalette();
  return (
    <div className="flex h-full flex-col gap-3 p-3">
      <div className="flex items-center justify-between gap-2">
        <Link href="/" onClick={onNavigate} className="flex h-8 items-center rounded-md px-1.5">
          <Logo />
        </Link>
        {/* In the sheet of a phone it would stand twice: its bar has one. */}
        {!onNavigate && <AlertsBell align="start" />}
      </div>
      {teamSwitcher}
      <button
        type="button"
        onClick={() => {
          onNavigate?.();
          setPaletteOpen(true);
        }}
        className="flex h-8 items-center gap-2.5 rounded-md border border-line-strong bg-surface px-2 text-ink-subtle text-sm shadow-control transition-colors hover:border-control hover:text-ink-muted any-pointer-coarse:h-10 dark:bg-sunken"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-start">{t("search")}</span>
        <Kbd className="any-pointer-coarse:hidden">
          <ShortcutText letter="K" />
        </Kbd>
      </button>
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        <NavList items={items} onNavigate={onNavigate} />
      </div>
      <UserMenu user={user} />
    </div>
  );
}
