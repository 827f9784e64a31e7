import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TurnPage } from "#components/turns/turn-page.tsx";
import { requireUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("usage.turn");
  return { title: t("title") };
}

/** The admin API tells whether the viewer may see the turn: to anybody else there is none. */
export default async function Page({ params }: { params: Promise<{ turnId: string }> }) {
  await requireUser();
  return <TurnPage turnId={(await params).turnId} />;
}
