import type { Metadata } from "next";
import { SandboxScreen } from "#components/sandbox/sandbox-screen.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/auth/session.ts";
import { getEnv } from "#lib/infra/env.ts";

export const metadata: Metadata = { title: "Sandbox" };

export default async function SandboxPage() {
  await requireUser();
  if (getEnv().DEMO) return <SandboxScreen />;
  return (
    <>
      <PageHeader title="Sandbox" />
      <div className="rounded-lg border bg-surface">
        <EmptyState
          title="There is no sandbox here"
          description="It stands in for Telegram and the model provider in a demo. Start Switchboard with DEMO=1 to have one."
        />
      </div>
    </>
  );
}
