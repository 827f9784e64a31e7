import { getDb, getPool } from "../../infra/db.ts";
import { notFound } from "../../infra/errors.ts";
import type { Prisma } from "../../infra/prisma/client.ts";
import type { BroadcastState, RecipientState } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";

const INCLUDED = { connection: { select: { id: true, name: true, username: true } } } as const;

export type BroadcastProgress = Record<Lowercase<RecipientState>, number> & { reasons: Record<string, number> };

export interface ListedBroadcast {
  id: string;
  broadcast: Prisma.BroadcastGetPayload<{ include: typeof INCLUDED }>;
  createdBy: string | null;
  /** Null before it began. */
  progress: BroadcastProgress | null;
}

/** A team's broadcasts, newest first. @param options.before only ones older than the one with this id */
export async function listBroadcasts(options: {
  teamId: string;
  connectionId?: string | undefined;
  state?: BroadcastState | undefined;
  before: string | undefined;
  limit: number;
}): Promise<ListedBroadcast[]> {
  const { teamId, connectionId, state, before, limit } = options;
  const rows = await getDb().broadcast.findMany({
    where: {
      teamId,
      ...(connectionId ? { connectionId } : {}),
      ...(state ? { state } : {}),
      ...(before ? { id: { lt: before } } : {}),
    },
    include: INCLUDED,
    orderBy: { id: "desc" },
    take: limit,
  });
  const creators = rows.flatMap(({ createdById }) => createdById ?? []);
  const [users, progress] = await Promise.all([
    getDb().user.findMany({ where: { id: { in: creators } }, select: { id: true, name: true, email: true } }),
    readProgress(rows.filter(({ startedAt }) => startedAt !== null).map(({ id }) => id)),
  ]);
  return rows.map((broadcast) => {
    const creator = users.find(({ id }) => id === broadcast.createdById);
    return {
      ...{ id: broadcast.id, broadcast },
      createdBy: creator ? creator.name || creator.email : null,
      progress: broadcast.startedAt === null ? null : (progress.get(broadcast.id) ?? noProgress()),
    };
  });
}

/** @throws AppError not_found */
export async function readBroadcast(broadcastId: string): Promise<ListedBroadcast> {
  const row = await getDb().broadcast.findUnique({ where: { id: broadcastId }, include: INCLUDED });
  if (!row) throw notFound(said`The broadcast was not found.`);
  const [creator, progress] = await Promise.all([
    row.createdById === null ? null : getDb().user.findUnique({ where: { id: row.createdById } }),
    readProgress(row.startedAt === null ? [] : [row.id]),
  ]);
  return {
    ...{ id: row.id, broadcast: row },
    createdBy: creator ? creator.name || creator.email : null,
    progress: row.startedAt === null ? null : (progress.get(row.id) ?? noProgress()),
  };
}

/** The team of a broadcast; undefined when there is no such one. */
export async function findBroadcastTeam(broadcastId: string): Promise<string | undefined> {
  const found = await getDb().broadcast.findUnique({ where: { id: broadcastId }, select: { teamId: true } });
  return found?.teamId;
}

function noProgress(): BroadcastProgress {
  return { pending: 0, sending: 0, sent: 0, failed: 0, reasons: {} };
}

async function readProgress(broadcastIds: string[]): Promise<Map<string, BroadcastProgress>> {
  const found = new Map<string, BroadcastProgress>();
  if (broadcastIds.length === 0) return found;
  const { rows } = await getPool().query<{ id: string; state: RecipientState; reason: string | null; count: number }>(
    `SELECT broadcast_id AS id, state, reason, count(*)::int AS count FROM broadcast_recipients
      WHERE broadcast_id = ANY($1::uuid[]) GROUP BY 1, 2, 3`,
    [broadcastIds],
  );
  for (const { id, state, reason, count } of rows) {
    const progress = found.get(id) ?? noProgress();
    progress[state.toLowerCase() as Lowercase<RecipientState>] += count;
    if (state === "FAILED" && reason !== null) progress.reasons[reason] = count;
    found.set(id, progress);
  }
  return found;
}
