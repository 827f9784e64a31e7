import type { AlertEvent } from "../infra/prisma/enums.ts";
import type { AlertFacts } from "./alert-facts.ts";
import { causePath, describeAlert } from "./describe-alert.ts";

/** A stored alert, as far as it is told to others. */
export interface ToldAlert {
  id: string;
  teamId: string | null;
  kind: AlertFacts["kind"];
  severity: string;
  facts: unknown;
  openedAt: Date;
  resolvedAt: Date | null;
}

/**
 * The body of a webhook: see docs/alerts.md.
 * @param options.dashboardUrl without a slash at the end; null when it is not known
 */
export function alertPayload(options: {
  event: AlertEvent;
  createdAt: Date;
  alert: ToldAlert | null;
  destination: { id: string; name: string; teamId: string | null };
  dashboardUrl: string | null;
}): Record<string, unknown> {
  const { event, createdAt, alert, destination, dashboardUrl } = options;
  const envelope = { type: `alert.${event.toLowerCase()}`, timestamp: createdAt.toISOString() };
  if (!alert) {
    const text = `This is a test of the destination "${destination.name}". Nothing is wrong.`;
    return { ...envelope, data: { destinationId: destination.id, teamId: destination.teamId, text } };
  }
  const { facts, text, path } = toldFacts(alert);
  return {
    ...envelope,
    data: {
      id: alert.id,
      teamId: alert.teamId,
      kind: alert.kind.toLowerCase(),
      severity: alert.severity.toLowerCase(),
      text,
      facts,
      openedAt: alert.openedAt.toISOString(),
      resolvedAt: event === "RESOLVED" ? (alert.resolvedAt?.toISOString() ?? null) : null,
      url: dashboardUrl === null ? null : `${dashboardUrl}${path}`,
    },
  };
}

/** The same as a message for a chat. */
export function alertMessage(options: Parameters<typeof alertPayload>[0]): string {
  const { event, alert, destination, dashboardUrl } = options;
  if (!alert) return `🔔 This is a test of the destination "${destination.name}". Nothing is wrong.`;
  const { text, path } = toldFacts(alert);
  const sign = event === "RESOLVED" ? "✅ Over:" : alert.severity === "CRITICAL" ? "🔴" : "🟠";
  return [`${sign} ${text}`, dashboardUrl === null ? "" : `${dashboardUrl}${path}`].filter(Boolean).join("\n\n");
}

function toldFacts(alert: ToldAlert) {
  const stored = alert.facts as Record<string, unknown>;
  const facts = { kind: alert.kind, ...stored } as AlertFacts;
  return { facts: stored, text: describeAlert(facts), path: causePath(facts, alert.teamId) };
}
