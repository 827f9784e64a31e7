"use client";

import { AuditList } from "#components/audit/audit-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export function AuditPage() {
  return (
    <>
      <PageHeader title="Audit" description="Who changed what and when, with every value before and after." />
      <AuditList />
    </>
  );
}
