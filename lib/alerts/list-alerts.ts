import { getDb, getPool } from "../infra/db.ts";
import type { Alert } from "../infra/prisma/client.ts";
import type { AlertKind } from "../infra/prisma/enums.ts";

export type AlertState = "unread" | "acknowledged" | "resolved" | "all";

/** An alert, and who acknowledged it. */
export type ListedAlert = Alert & { acknowledgedBy: string | null };

/**
 * Alerts, newest first.
 * @param options.teamIds only these teams'; undefined: everything, the operators' own included
 * @param options.before only alerts older than the one with this id
 */
export async function listAlerts(options: {
  teamIds?: string[] | undefined;
  state: AlertState;
  kind?: AlertKind | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<ListedAlert[]> {
  const { teamIds, state, kind, before, limit } = options;
  const rows = await getDb().alert.findMany({
    where: {
      ...(teamIds ? { teamId: { in: teamIds } } : {}),
      ...STATES[state],
      ...(kind ? { kind } : {}),
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
  return withNames(rows);
}

const STATES = {
  unread: { resolvedAt: null, acknowledgedAt: null },
  acknowledged: { resolvedAt: null, acknowledgedAt: { not: null } },
  resolved: { resolvedAt: { not: null } },
  all: {},
} as const;

/** How many open alerts nobody has acknowledged, by how grave they are. */
export async function countUnread(options: {
  teamIds?: string[] | undefined;
}): Promise<{ unread: number; critical: number }> {
  const { rows } = await getPool().query<{ unread: number; critical: number }>(COUNT, [options.teamIds ?? null]);
  return rows[0] ?? { unread: 0, critical: 0 };
}

const COUNT = `
SELECT count(*)::int AS unread, (count(*) FILTER (WHERE severity = 'CRITICAL'))::int AS critical FROM alerts
 WHERE resolved_at IS NULL AND acknowledged_at IS NULL AND ($1::uuid[] IS NULL OR team_id = ANY($1))`;

/** The team of an alert: null for the operators', undefined when there is no such one. */
export async function findAlertTeam(alertId: string): Promise<string | null | undefined> {
  const found = await getDb().alert.findUnique({ where: { id: alertId }, select: { teamId: true } });
  return found ? found.teamId : undefined;
}

export async function withNames(rows: Alert[]): Promise<ListedAlert[]> {
  const ids = [...new Set(rows.flatMap(({ acknowledgedById }) => acknowledgedById ?? []))];
  const users =
    ids.length === 0
      ? []
      : await getDb().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } });
  const names = new Map(users.map(({ id, name, email }) => [id, name ?? email]));
  return rows.map((row) => ({ ...row, acknowledgedBy: names.get(row.acknowledgedById ?? "") ?? null }));
}
