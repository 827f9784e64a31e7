"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

/** What the three pages share. */
export function ModelsShell({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const t = useTranslations("models");
  const tabs = [
    { href: "/models", label: t("tabs.models") },
    { href: "/models/providers", label: t("tabs.providers") },
    { href: "/models/defaults", label: t("tabs.defaults") },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={actions}
        tabs={<LinkTabs label={t("tabs.label")} tabs={tabs} />}
      />
      {children}
    </>
  );
}
