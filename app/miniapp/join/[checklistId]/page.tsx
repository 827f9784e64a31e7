import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AreaMessages } from "#app/area-messages.tsx";
import { JoinApp } from "#components/miniapp/join-app.tsx";
import { loadMessages } from "#messages/load-messages.ts";
import { LOCALES, type Locale } from "#messages/locales.ts";
import { pickMessages, type SomeMessages } from "#messages/pick-messages.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("miniapp");
  return { title: { absolute: t("title") } };
}

/** Opened by Telegram for somebody who asks to join. Who that is, and their language, only the browser is told. */
export default async function JoinPage({ params }: { params: Promise<{ checklistId: string }> }) {
  const { checklistId } = await params;
  const locales = Object.keys(LOCALES) as Locale[];
  const words = await Promise.all(
    locales.map(async (locale) => [locale, pickMessages(await loadMessages(locale), ["common", "miniapp"])] as const),
  );
  return (
    <AreaMessages areas={["miniapp"]}>
      <JoinApp checklistId={checklistId} words={Object.fromEntries(words) as Record<Locale, SomeMessages>} />
    </AreaMessages>
  );
}
