import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";

const tabs = [
  { href: "/models", label: "Models" },
  { href: "/models/providers", label: "Providers" },
  { href: "/models/defaults", label: "Type defaults" },
];

/** What the three pages share. */
export function ModelsShell({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader
        title="Models & providers"
        description="Where answers come from, what they cost, and what new teams start with."
        actions={actions}
        tabs={<LinkTabs label="Models and providers" tabs={tabs} />}
      />
      {children}
    </>
  );
}
