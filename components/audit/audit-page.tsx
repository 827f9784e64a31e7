"use client";

import { useTranslations } from "next-intl";
import { AuditList } from "#components/audit/audit-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export function AuditPage() {
  const t = useTranslations("audit");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <AuditList />
    </>
  );
}
