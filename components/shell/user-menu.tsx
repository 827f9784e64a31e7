"use client";

import { ChevronsUpDown, CircleUser, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { switchLocale } from "#components/shell/locale.ts";
import { localeOptions } from "#components/shell/locale-options.ts";
import { useTheme } from "#components/shell/theme.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { DropdownMenu, MenuItem, MenuRadioGroup, MenuSeparator } from "#components/ui/dropdown-menu.tsx";

export interface ShellUser {
  email: string;
  name: string | null;
  isOperator: boolean;
}

export function UserMenu({ user }: { user: ShellUser }) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const themeOptions = [
    { value: "light", label: t("theme.light"), icon: <Sun aria-hidden /> },
    { value: "dark", label: t("theme.dark"), icon: <Moon aria-hidden /> },
    { value: "system", label: t("theme.system"), icon: <Monitor aria-hidden /> },
  ] as const;
  const name = user.name ?? user.email;
  return (
    <DropdownMenu
      side="top"
      align="start"
      className="w-(--anchor-width) min-w-52"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-md p-2 text-start hover:bg-hover data-popup-open:bg-active"
        >
          <Avatar name={name} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-sm leading-4">{name}</span>
            <span className="block truncate text-2xs text-ink-subtle">
              {user.isOperator ? t("user.operator") : user.email}
            </span>
          </span>
          <span className="sr-only">{t("user.menu")}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-subtle" />
        </button>
      }
    >
      <p className="truncate px-2 pt-1 pb-1.5 text-ink-subtle text-xs">{user.email}</p>
      <MenuItem icon={<CircleUser aria-hidden />} href="/account">
        {t("nav.account")}
      </MenuItem>
      <MenuSeparator />
      <MenuRadioGroup label={t("theme.label")} value={theme} onValueChange={setTheme} options={themeOptions} />
      <MenuSeparator />
      <MenuRadioGroup label={t("language")} value={locale} onValueChange={switchLocale} options={localeOptions} />
      <MenuSeparator />
      <MenuItem
        icon={<LogOut aria-hidden className="rtl:-scale-x-100" />}
        onSelect={() => signOut({ callbackUrl: "/sign-in" })}
      >
        {t("user.signOut")}
      </MenuItem>
    </DropdownMenu>
  );
}
