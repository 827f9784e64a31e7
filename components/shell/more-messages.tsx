"use client";

import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { Messages } from "#messages/messages.ts";
import type { SomeMessages } from "#messages/pick-messages.ts";

/** Adds messages to those that are there already. */
export function MoreMessages({ messages, children }: { messages: SomeMessages; children: ReactNode }) {
  const locale = useLocale();
  const before = useMessages();
  const merged = useMemo(() => {
    const all: Record<string, object> = { ...before };
    for (const [area, own] of Object.entries(messages)) all[area] = { ...all[area], ...own };
    return all as Messages;
  }, [before, messages]);
  return (
    <NextIntlClientProvider locale={locale} messages={merged}>
      {children}
    </NextIntlClientProvider>
  );
}
