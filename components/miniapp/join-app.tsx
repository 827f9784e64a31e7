"use client";

import { NextIntlClientProvider, useLocale, useTranslations } from "next-intl";
import { useLayoutEffect } from "react";
import { ChecklistScreen } from "#components/miniapp/checklist-screen.tsx";
import { ChecklistSkeleton } from "#components/miniapp/checklist-skeleton.tsx";
import { NoticeScreen } from "#components/miniapp/notice-screen.tsx";
import { useTelegram } from "#components/miniapp/use-telegram.ts";
import { isLocale, LOCALES, type Locale } from "#messages/locales.ts";
import type { Messages } from "#messages/messages.ts";
import type { SomeMessages } from "#messages/pick-messages.ts";

export interface JoinAppProps {
  checklistId: string;
  /** In every language: which one it is, only Telegram in the browser tells. */
  words: Readonly<Record<Locale, SomeMessages>>;
}

/** What somebody sees who asks to join a protected group. */
export function JoinApp({ checklistId, words }: JoinAppProps) {
  const telegram = useTelegram();
  const guessed = useLocale();
  const told = telegram?.launch.language?.toLowerCase().split(/[-_]/)[0];
  const locale = isLocale(told) ? told : guessed;
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = LOCALES[locale].dir;
  }, [locale]);
  if (telegram === undefined) return <ChecklistSkeleton />;
  return (
    <NextIntlClientProvider locale={locale} messages={words[locale] as Messages}>
      {telegram ? <ChecklistScreen checklistId={checklistId} telegram={telegram} /> : <Outside />}
    </NextIntlClientProvider>
  );
}

function Outside() {
  const t = useTranslations("miniapp.outside");
  return <NoticeScreen tone="neutral" title={t("title")} text={t("text")} />;
}
