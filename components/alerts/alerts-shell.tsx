"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

/** The heading of the alerts' pages; operators have a second one. */
export function AlertsShell({ isOperator, children }: { isOperator: boolean; children: ReactNode }) {
  const t = useTranslations("alerts");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        tabs={
          isOperator && (
            <LinkTabs
              label={t("tabs.label")}
              tabs={[
                { href: "/alerts", label: t("tabs.alerts") },
                { href: "/alerts/settings", label: t("tabs.settings") },
              ]}
            />
          )
        }
      />
      {children}
    </>
  );
}
