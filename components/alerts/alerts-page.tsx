import { AlertsList } from "#components/alerts/alerts-list.tsx";
import { AlertsShell } from "#components/alerts/alerts-shell.tsx";

export function AlertsPage({ isOperator }: { isOperator: boolean }) {
  return (
    <AlertsShell isOperator={isOperator}>
      <AlertsList withPlatform={isOperator} />
    </AlertsShell>
  );
}
