import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SandboxScreen } from "#components/sandbox/sandbox-screen.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/auth/session.ts";
import { getEnv } from "#lib/infra/env.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sandbox");
  return { title: t("title") };
}

export default async function SandboxPage() {
  await requireUser();
  if (getEnv().DEMO) return <SandboxScreen />;
  const t = await getTranslations("sandbox");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="rounded-lg border bg-surface">
        <EmptyState title={t("none.title")} description={t("none.text")} />
      </div>
    </>
  );
}
