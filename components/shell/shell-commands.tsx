"use client";

import { Keyboard, Languages, LogOut, SunMoon } from "lucide-react";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "#components/shell/commands.tsx";
import { switchLocale } from "#components/shell/locale.ts";
import type { NavItem } from "#components/shell/nav-items.ts";
import { useTheme } from "#components/shell/theme.ts";
import { themes } from "#components/shell/theme-cookie.ts";
import { LOCALES, type Locale } from "#messages/locales.ts";

const themeLabels = { light: "themeLight", dark: "themeDark", system: "themeSystem" } as const;

/** What the command palette has on every page: the pages, the theme, the language, help and signing out. */
export function ShellCommands({ items, onShortcuts }: { items: readonly NavItem[]; onShortcuts: () => void }) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const commands = useMemo<Command[]>(
    () => [
      ...items.map(({ id, href, icon: Icon, letter }) => ({
        id: `go ${href}`,
        group: t("palette.goTo"),
        label: t(`nav.${id}`),
        keywords: t(`palette.keywords.${id}`),
        shortcut: letter && `G ${letter.toUpperCase()}`,
        href,
        icon: <Icon aria-hidden />,
      })),
      ...themes
        .filter((other) => other !== theme)
        .map((other) => ({
          id: `theme ${other}`,
          group: t("palette.settings"),
          label: t(`palette.${themeLabels[other]}`),
          keywords: t("palette.keywords.theme"),
          icon: <SunMoon aria-hidden />,
          onSelect: () => setTheme(other),
        })),
      ...(Object.keys(LOCALES) as Locale[])
        .filter((other) => other !== locale)
        .map((other) => ({
          id: `language ${other}`,
          group: t("palette.settings"),
          label: t("palette.language", { language: LOCALES[other].name }),
          keywords: `language ${t("language")}`,
          icon: <Languages aria-hidden />,
          onSelect: () => switchLocale(other),
        })),
      {
        id: "help shortcuts",
        group: t("palette.help"),
        label: t("shortcuts.title"),
        shortcut: "?",
        icon: <Keyboard aria-hidden />,
        onSelect: onShortcuts,
      },
      {
        id: "sign out",
        group: t("palette.settings"),
        label: t("user.signOut"),
        icon: <LogOut aria-hidden className="rtl:-scale-x-100" />,
        onSelect: () => signOut({ callbackUrl: "/sign-in" }),
      },
    ],
    [items, t, locale, theme, setTheme, onShortcuts],
  );
  useCommands(commands);
  return null;
}
