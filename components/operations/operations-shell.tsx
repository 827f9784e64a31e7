import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

const TABS = [
  { id: "queues", href: "/operations" },
  { id: "failedJobs", href: "/operations/failed-jobs" },
  { id: "schedules", href: "/operations/schedules" },
  { id: "processes", href: "/operations/processes" },
  { id: "storage", href: "/operations/storage" },
] as const;

/** What the pages of Operations share. */
export function OperationsShell({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const t = useTranslations("operations");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={actions}
        tabs={
          <LinkTabs label={t("tabs.label")} tabs={TABS.map(({ id, href }) => ({ href, label: t(`tabs.${id}`) }))} />
        }
      />
      {children}
    </>
  );
}
