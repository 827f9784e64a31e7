import { AlertsShell } from "#components/alerts/alerts-shell.tsx";
import { AllowedHostsCard } from "#components/alerts/allowed-hosts-card.tsx";
import { DestinationsCard } from "#components/alerts/destinations-card.tsx";

/** The operators' own destinations, and the hosts that teams' URLs may reach. */
export function AlertsSettingsPage() {
  return (
    <AlertsShell isOperator>
      <div className="flex flex-col gap-6">
        <DestinationsCard teamId={null} canWrite />
        <AllowedHostsCard />
      </div>
    </AlertsShell>
  );
}
