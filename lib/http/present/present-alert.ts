import { originOf } from "../../alerts/audited-destination.ts";
import type { ListedAlert } from "../../alerts/list-alerts.ts";
import type { ListedDelivery, ListedDestination } from "../../alerts/list-destinations.ts";
import { can, type Rights } from "../../auth/roles.ts";
import type { Alert } from "../../infra/prisma/client.ts";
import type { AlertJson, DeliveryJson, DestinationJson, TroubleJson } from "../resources/alerts.ts";

export function presentAlert(alert: ListedAlert, caller: Rights): AlertJson {
  const { id, teamId, acknowledgedBy } = alert;
  return {
    ...{ id, teamId, ...aboutOf(alert), acknowledgedBy },
    canAcknowledge: can(caller, "team.write", teamId),
    openedAt: alert.openedAt.toISOString(),
    resolvedAt: alert.resolvedAt?.toISOString() ?? null,
    acknowledgedAt: alert.acknowledgedAt?.toISOString() ?? null,
  };
}

/** @param showUrl whether the caller may change it; its URL may be a secret by itself */
export function presentDestination(listed: ListedDestination, showUrl: boolean): DestinationJson {
  const { destination, connection, latest } = listed;
  const { id, teamId, name, url, chatId, active } = destination;
  return {
    ...{ id, teamId, name, chatId, active, connection },
    kind: destination.kind.toLowerCase() as DestinationJson["kind"],
    url: url === null || showUrl ? url : originOf(url),
    kinds: destination.kinds.map((kind) => kind.toLowerCase() as AlertJson["kind"]),
    disabledReason: troubleOf(destination.disabledReason),
    latest: latest && {
      status: latest.status.toLowerCase() as DeliveryJson["status"],
      trouble: troubleOf(latest.lastError),
      at: (latest.deliveredAt ?? latest.createdAt).toISOString(),
    },
    createdAt: destination.createdAt.toISOString(),
    updatedAt: destination.updatedAt.toISOString(),
  };
}

export function presentDelivery(delivery: ListedDelivery): DeliveryJson {
  const { id, attempts, alert } = delivery;
  return {
    id,
    event: delivery.event.toLowerCase() as DeliveryJson["event"],
    status: delivery.status.toLowerCase() as DeliveryJson["status"],
    attempts,
    trouble: troubleOf(delivery.lastError),
    alert: alert && { id: alert.id, ...aboutOf(alert) },
    createdAt: delivery.createdAt.toISOString(),
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
  };
}

function aboutOf(alert: Alert): Pick<AlertJson, "kind" | "severity" | "facts"> {
  const facts = alert.facts as Record<string, unknown>;
  const lower = (name: string) => (typeof facts[name] === "string" ? { [name]: facts[name].toLowerCase() } : {});
  return {
    kind: alert.kind.toLowerCase() as AlertJson["kind"],
    severity: alert.severity.toLowerCase() as AlertJson["severity"],
    facts: { ...facts, ...lower("scope"), ...lower("unit"), ...lower("window"), ...lower("connectionKind") },
  };
}

/** `status:500` as code and detail. */
function troubleOf(text: string | null): TroubleJson {
  if (text === null) return null;
  const at = text.indexOf(":");
  return at < 0 ? { code: text, detail: null } : { code: text.slice(0, at), detail: text.slice(at + 1) };
}
