import { useTranslations } from "next-intl";
import { useProblemText } from "#components/team/connections/use-problem-text.ts";
import type { Tone } from "#components/ui/badge.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface ConnectionState {
  label: string;
  tone: Tone;
  /** Why, in plain words. */
  reason: string | null;
}

/** How a connection does, in the viewer's language. */
export function useConnectionState(connection: ConnectionJson, teamActive: boolean): ConnectionState {
  const t = useTranslations("connections.states");
  const problemText = useProblemText();
  const { active, kind, health, healthProblem, healthReason } = connection;
  if (!teamActive) return { label: t("stopped"), tone: "neutral", reason: t("stoppedReason") };
  if (!active) return { label: t("paused"), tone: "neutral", reason: t("pausedReason") };
  if (kind === "http" || health === "healthy") return { label: t("healthy"), tone: "success", reason: null };
  if (health === "unknown") return { label: t("checking"), tone: "info", reason: null };
  const reason = healthProblem ? problemText(healthProblem) : (healthReason ?? t("unhealthyReason"));
  return { label: t("unhealthy"), tone: "danger", reason };
}
