"use client";

import { ChevronDown, Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { switchLocale } from "#components/shell/locale.ts";
import { localeOptions } from "#components/shell/locale-options.ts";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, MenuRadioGroup } from "#components/ui/dropdown-menu.tsx";
import { LOCALES } from "#messages/locales.ts";

/** For pages outside of the dashboard, where there is no user's menu to hold it. */
export function LanguageMenu() {
  const t = useTranslations("shell");
  const locale = useLocale();
  return (
    <DropdownMenu
      align="center"
      trigger={
        <Button variant="ghost" size="sm">
          <Languages aria-hidden />
          <span className="sr-only">{t("language")}: </span>
          {LOCALES[locale].name}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuRadioGroup label={t("language")} value={locale} onValueChange={switchLocale} options={localeOptions} />
    </DropdownMenu>
  );
}
