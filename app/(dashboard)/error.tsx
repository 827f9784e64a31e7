"use client";

import { ErrorPage } from "#components/shell/error-page.tsx";

/** Keeps the shell around a page that failed, so that the rest can still be reached. */
export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorPage error={error} onRetry={retry} inShell />;
}
